using System.Net;
using System.Net.Http.Headers;

namespace Compliance.Oci.Transport;

/// <summary>
/// Sends a small document to a service over HTTP and takes its small answer (RFC 9110): one host, no redirects, no cookies, no credentials, bounded in bytes, time
/// and attempts. Nothing that comes is trusted: whoever reads it checks it.
/// </summary>
public sealed class DocumentPost(FetchSettings settings, TimeProvider clock)
{
    /// <summary>The body of a successful answer of the wanted type.</summary>
    /// <param name="service">Absolute, <c>http</c> or <c>https</c>, without a user.</param>
    /// <exception cref="FetchRefusedException">The service refuses, leads elsewhere, answers with another type, or sends more than is taken.</exception>
    /// <exception cref="IOException">No attempt came to an end.</exception>
    public byte[] Send(Uri service, ReadOnlyMemory<byte> document, string contentType, string answerType, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(service);
        if (!IsUsable(service)) throw new ArgumentException("an address with http or https and without a user is needed", nameof(service));
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, AutomaticDecompression = DecompressionMethods.None, ConnectTimeout = TimeSpan.FromSeconds(15), MaxResponseHeadersLength = 64 };
        using var client = new HttpMessageInvoker(handler);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return TryOnce(client, service, document, contentType, answerType, cancellation);
            }
            catch (Exception broken) when (broken is HttpRequestException or IOException or ObjectDisposedException or OperationCanceledException && broken is not FetchRefusedException)
            {
                cancellation.ThrowIfCancellationRequested();
                if (attempt >= settings.MaxAttempts) throw new IOException($"{service} does not answer: {Innermost(broken).Message}", broken);
                Task.Delay(settings.FirstPause * (1 << (attempt - 1)), clock, cancellation).GetAwaiter().GetResult();
            }
        }
    }

    /// <summary>Whether an address can be sent to.</summary>
    public static bool IsUsable(Uri service)
    {
        ArgumentNullException.ThrowIfNull(service);
        return service.IsAbsoluteUri && service.Scheme is "http" or "https" && service.UserInfo.Length == 0;
    }

    private byte[] TryOnce(HttpMessageInvoker client, Uri service, ReadOnlyMemory<byte> document, string contentType, string answerType, CancellationToken cancellation)
    {
        using var bound = new CancellationTokenSource(settings.Timeout, clock);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellation, bound.Token);
        using var message = new HttpRequestMessage(HttpMethod.Post, service) { Content = new ReadOnlyMemoryContent(document) };
        message.Headers.UserAgent.ParseAdd("compliance");
        message.Headers.Accept.ParseAdd(answerType);
        message.Content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        using var response = client.Send(message, linked.Token);
        // Reading without async knows no token: the answer is closed under it.
        using var closing = linked.Token.Register(response.Dispose);
        var status = (int)response.StatusCode;
        if (status is 408 or 429 or >= 500) throw new IOException($"it answers {status}");
        if (status is not (200 or 201)) throw new FetchRefusedException($"{service} answers {status}");
        var type = response.Content.Headers.ContentType?.MediaType ?? "";
        if (!string.Equals(type, answerType, StringComparison.OrdinalIgnoreCase)) throw new FetchRefusedException($"{service} answers with '{type}', expected {answerType}");
        return Read(service, response);
    }

    private byte[] Read(Uri service, HttpResponseMessage response)
    {
        using var body = response.Content.ReadAsStream();
        using var taken = new MemoryStream();
        var buffer = new byte[1 << 13];
        for (var read = body.Read(buffer); read > 0; read = body.Read(buffer))
        {
            if (taken.Length + read > settings.MaxBytes) throw new FetchRefusedException($"{service} sends more than {settings.MaxBytes} bytes");
            taken.Write(buffer, 0, read);
        }

        return response.Content.Headers.ContentLength is { } length && length != taken.Length ? throw new IOException("its answer broke off") : taken.ToArray();
    }

    private static Exception Innermost(Exception broken) => broken.InnerException is { } inner ? Innermost(inner) : broken;
}
