using System.Net;
using System.Net.Http.Headers;
using Compliance.Oci.Registries.Access;

namespace Compliance.Oci.Registries.Exchange;

/// <summary>
/// Puts questions to registries: within the bound of requests at once, again after what may pass, with a token where one is wanted, and on where a redirect leads.
/// Credentials go to the registry's own host only.
/// </summary>
internal sealed class RegistryExchange : IDisposable
{
    private readonly RegistrySettings settings;
    private readonly TimeProvider clock;
    private readonly RegistryAccess access;
    private readonly SemaphoreSlim turns;

    public RegistryExchange(RegistrySettings settings, ICredentialSource credentials, TimeProvider clock)
    {
        (this.settings, this.clock) = (settings, clock);
        Connections = new RegistryConnections(settings, clock);
        access = new RegistryAccess(credentials, new TokenService(Connections, clock), clock);
        turns = new SemaphoreSlim(settings.MaxConcurrency);
    }

    public RegistryConnections Connections { get; }

    /// <param name="read">Reads the answer; a <see cref="PassingException"/> from it makes the question be put again. Not called for what may pass, 401 and 403.</param>
    /// <exception cref="RegistryException">The registry can't be used for this.</exception>
    public Task<T> AskAsync<T>(RegistryRequest request, Func<HttpResponseMessage, Task<T>> read, CancellationToken cancellation) =>
        Passing.RetryAsync(settings, clock, request.Address, () => AskOnceAsync(request, read, cancellation), cancellation);

    /// <summary>As <see cref="AskAsync"/>, once.</summary>
    /// <exception cref="PassingException">It failed for a reason that may pass.</exception>
    public async Task<T> AskOnceAsync<T>(RegistryRequest request, Func<HttpResponseMessage, Task<T>> read, CancellationToken cancellation)
    {
        await turns.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            using var response = await SendAsync(request, cancellation).ConfigureAwait(false);
            if (Passing.Of(response, clock) is { } passing) throw passing;
            return await read(response).ConfigureAwait(false);
        }
        finally
        {
            turns.Release();
        }
    }

    public void Dispose()
    {
        turns.Dispose();
        access.Dispose();
        Connections.Dispose();
    }

    private async Task<HttpResponseMessage> SendAsync(RegistryRequest request, CancellationToken cancellation)
    {
        var header = request.IsOwn ? await access.KnownAsync(request.Address, request.Scopes, cancellation).ConfigureAwait(false) : null;
        var target = request.Address;
        for (var (redirects, isRenewed) = (0, false); ;)
        {
            var isOwn = request.IsOwn && IsSameServer(target, request.Address);
            using var message = request.Message(target);
            if (isOwn) message.Headers.Authorization = header;
            var response = await Connections.SendAsync(message, cancellation).ConfigureAwait(false);
            if (response.StatusCode == HttpStatusCode.Unauthorized && isOwn && !isRenewed && Challenge.Of(response.Headers) is { } challenge)
            {
                response.Dispose();
                isRenewed = true;
                if (await access.AnswerAsync(request.Repository, request.Address, request.Scopes, challenge, header, cancellation).ConfigureAwait(false) is not { } next)
                    throw RegistryAccess.Refused(target, header is not null, 401);
                header = next;
            }
            else if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
            {
                var status = (int)response.StatusCode;
                response.Dispose();
                throw RegistryAccess.Refused(target, isOwn && header is not null, status);
            }
            else if ((int)response.StatusCode is 301 or 302 or 303 or 307 or 308 && response.Headers.Location is { } location)
            {
                response.Dispose();
                target = Next(request, target, location, ++redirects);
            }
            else
            {
                return response;
            }
        }
    }

    private Uri Next(RegistryRequest request, Uri target, Uri location, int redirects)
    {
        if (!Uri.TryCreate(target, location, out var next)) throw RegistryException.Of(RegistryCodes.RedirectRefused, request.Address, "a redirect leads to no address");
        if (redirects > settings.MaxRedirects) throw Refuse("it leads on too often");
        if (!request.IsRead) throw Refuse("what is written is not sent elsewhere");
        if (next.Scheme is not ("http" or "https") || next.UserInfo.Length > 0) throw Refuse("that is no address of a web server");
        return target.Scheme == "https" && next.Scheme != "https" ? throw Refuse("it leads from TLS to none") : next;

        RegistryException Refuse(string reason) => RegistryException.Of(RegistryCodes.RedirectRefused, request.Address, $"the redirect to {next.Scheme}://{next.Authority} is not followed: {reason}");
    }

    internal static bool IsSameServer(Uri one, Uri other) => Uri.Compare(one, other, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0;
}
