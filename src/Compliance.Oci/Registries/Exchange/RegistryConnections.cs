using System.Collections.Concurrent;
using System.Net;
using Compliance.Cryptography.Certificates;

namespace Compliance.Oci.Registries.Exchange;

/// <summary>Connections to registries, token services and hosts of blobs: one set a host, so that each has its own roots. No cookies, no proxies' credentials, no redirects by itself.</summary>
internal sealed class RegistryConnections(RegistrySettings settings, TimeProvider clock) : IDisposable
{
    private const int MaxHosts = 256;

    private readonly ConcurrentDictionary<string, Lazy<HttpMessageInvoker>> invokers = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The answer's headers; its body is still to be read.</summary>
    /// <exception cref="PassingException">There is no connection, or no answer in time.</exception>
    /// <exception cref="RegistryException">The certificate is not accepted.</exception>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage message, CancellationToken cancellation)
    {
        message.Headers.UserAgent.ParseAdd("compliance");
        var place = message.RequestUri!;
        using var bound = new CancellationTokenSource(settings.AnswerTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, bound.Token);
        try
        {
            return await InvokerFor(place).SendAsync(message, either.Token).ConfigureAwait(false);
        }
        catch (HttpRequestException broken) when (broken.HttpRequestError == HttpRequestError.SecureConnectionError)
        {
            throw new RegistryException(new Formats.Reading.Defect(RegistryCodes.NotReachable, new Formats.Reading.Locator(RegistryException.Show(place)), $"there is no secure connection to {place.Authority}: {Innermost(broken)}"), broken);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException and not RegistryException)
        {
            cancellation.ThrowIfCancellationRequested();
            throw new PassingException($"{place.Authority} can't be reached: {Innermost(broken)}", null, broken);
        }
        catch (OperationCanceledException broken) when (!cancellation.IsCancellationRequested)
        {
            throw new PassingException($"{place.Authority} does not answer within {settings.AnswerTimeout.TotalSeconds} seconds", null, broken);
        }
    }

    /// <summary>The whole body; null when it has more than <paramref name="maxBytes"/>.</summary>
    /// <exception cref="PassingException">The connection broke, or the bytes come too slowly.</exception>
    public async Task<byte[]?> ReadAsync(HttpResponseMessage response, long maxBytes, CancellationToken cancellation)
    {
        if (response.Content.Headers.ContentLength > maxBytes) return null;
        using var reader = new BodyReader(response, settings, clock, cancellation);
        using var held = new MemoryStream();
        var buffer = new byte[16 << 10];
        for (var read = await reader.ReadAsync(buffer).ConfigureAwait(false); read > 0; read = await reader.ReadAsync(buffer).ConfigureAwait(false))
        {
            if (held.Length + read > maxBytes) return null;
            held.Write(buffer, 0, read);
        }

        return held.ToArray();
    }

    public void Dispose()
    {
        foreach (var invoker in invokers.Values.Where(invoker => invoker.IsValueCreated)) invoker.Value.Dispose();
    }

    private HttpMessageInvoker InvokerFor(Uri place)
    {
        var authority = $"{place.Scheme}://{place.Authority}";
        if (invokers.Count > MaxHosts && !invokers.ContainsKey(authority)) throw RegistryException.Of(RegistryCodes.TooMany, place, $"registries lead to more than {MaxHosts} hosts");
        return invokers.GetOrAdd(authority, _ => new Lazy<HttpMessageInvoker>(() => Make(place.Authority))).Value;
    }

    private HttpMessageInvoker Make(string authority) => new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = settings.ConnectTimeout,
            MaxConnectionsPerServer = settings.MaxConcurrency * 2,
            MaxResponseHeadersLength = 64,
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            SslOptions = TlsServerTrust.For(settings.Hosts.GetValueOrDefault(authority)?.Anchors),
        },
        disposeHandler: true);

    private static string Innermost(Exception broken) => broken.InnerException is { } inner and not OperationCanceledException ? Innermost(inner) : broken.Message;
}
