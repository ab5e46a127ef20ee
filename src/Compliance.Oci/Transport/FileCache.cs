using System.Net;
using System.Net.Http.Headers;

namespace Compliance.Oci.Transport;

/// <summary>
/// Fetches files over HTTP (RFC 9110) into a folder. What is there is asked for again by its entity tag and taken when the server says that it is the same; what
/// broke off goes on where it stopped, also in the next run. Nothing that comes is trusted: whoever reads it checks it. No other host than that of the address
/// is spoken to.
/// </summary>
public sealed class FileCache(string folder, FetchSettings settings, TimeProvider clock)
{
    private const int MaxRedirects = 5;

    /// <summary>Path of the file; null when the server has none.</summary>
    /// <param name="source">Absolute, <c>http</c> or <c>https</c>.</param>
    /// <exception cref="FetchRefusedException">The server refuses, leads elsewhere, or sends more than is taken.</exception>
    /// <exception cref="IOException">No attempt came to an end, or the folder can't be written.</exception>
    public string? Fetch(Uri source, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (!source.IsAbsoluteUri || source.Scheme is not ("http" or "https") || source.UserInfo.Length > 0) throw new ArgumentException("an address with http or https and without a user is needed", nameof(source));
        Directory.CreateDirectory(folder);
        var place = new CachedFile(folder, source);
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, AutomaticDecompression = DecompressionMethods.None, ConnectTimeout = TimeSpan.FromSeconds(15), MaxResponseHeadersLength = 64 };
        using var client = new HttpMessageInvoker(handler);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return TryOnce(client, source, place, cancellation) ? place.Path : null;
            }
            catch (Exception broken) when (broken is HttpRequestException or IOException or ObjectDisposedException or OperationCanceledException && broken is not FetchRefusedException)
            {
                cancellation.ThrowIfCancellationRequested();
                if (attempt >= settings.MaxAttempts) throw new IOException($"{source} can't be fetched: {Innermost(broken)}", broken);
                Task.Delay(settings.FirstPause * (1 << (attempt - 1)), clock, cancellation).GetAwaiter().GetResult();
            }
        }
    }

    private bool TryOnce(HttpMessageInvoker client, Uri source, CachedFile place, CancellationToken cancellation)
    {
        var (whole, part) = (place.Tag, place.PartTag);
        var from = part is null ? 0 : new FileInfo(place.Part).Length;
        using var bound = new CancellationTokenSource(settings.Timeout, clock);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellation, bound.Token);
        using var response = Ask(client, source, whole, part, from, linked.Token);
        // Reading without async knows no token: the answer is closed under it.
        using var closing = linked.Token.Register(response.Dispose);
        switch (response.StatusCode)
        {
            case HttpStatusCode.NotModified when whole is not null && part is null:
                return true;
            case HttpStatusCode.NotFound or HttpStatusCode.Gone:
                return false;
            case HttpStatusCode.OK:
                Take(source, response, place, isNew: true, 0);
                return true;
            case HttpStatusCode.PartialContent when part is not null && response.Content.Headers.ContentRange?.From == from && EntityTag(response) == part:
                Take(source, response, place, isNew: false, from);
                return true;
            case HttpStatusCode.RequestedRangeNotSatisfiable or HttpStatusCode.PartialContent:
                place.Forget();
                throw new IOException("what came before can't be taken up");
            case HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError:
                throw new IOException($"the server answers {(int)response.StatusCode}");
            default:
                throw new FetchRefusedException($"{source} can't be fetched: the server answers {(int)response.StatusCode}");
        }
    }

    /// <summary>Follows where the same server leads.</summary>
    private static HttpResponseMessage Ask(HttpMessageInvoker client, Uri source, string? whole, string? part, long from, CancellationToken cancellation)
    {
        var target = source;
        for (var redirects = 0; ; redirects++)
        {
            using var message = new HttpRequestMessage(HttpMethod.Get, target);
            message.Headers.UserAgent.ParseAdd("compliance");
            if (part is not null)
            {
                message.Headers.Range = new RangeHeaderValue(from, null);
                message.Headers.IfRange = new RangeConditionHeaderValue(part);
            }
            else if (whole is not null)
            {
                message.Headers.IfNoneMatch.ParseAdd(whole);
            }

            var response = client.Send(message, cancellation);
            if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308) || response.Headers.Location is not { } location) return response;
            response.Dispose();
            var next = new Uri(target, location);
            var isSame = Uri.Compare(next, source, UriComponents.SchemeAndServer | UriComponents.UserInfo, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0;
            if (!isSame) throw new FetchRefusedException($"{source} leads to {next.GetLeftPart(UriPartial.Authority)}, which is not configured: not followed");
            if (redirects >= MaxRedirects) throw new FetchRefusedException($"{source} leads on more than {MaxRedirects} times: not followed");
            target = next;
        }
    }

    private void Take(Uri source, HttpResponseMessage response, CachedFile place, bool isNew, long from)
    {
        var tag = EntityTag(response);
        var length = from;
        using (var body = response.Content.ReadAsStream())
        using (var target = isNew ? place.Begin(tag) : place.Continue())
        {
            var buffer = new byte[1 << 16];
            for (var read = body.Read(buffer); read > 0; read = body.Read(buffer))
            {
                if ((length += read) > settings.MaxBytes) break;
                target.Write(buffer, 0, read);
            }

            target.Flush(flushToDisk: true);
        }

        if (length > settings.MaxBytes)
        {
            place.Forget();
            throw new FetchRefusedException($"{source} can't be fetched: it has more than {settings.MaxBytes} bytes");
        }

        // Without a length the end of a body can't be told from a connection that broke.
        var isKnownWhole = response.Content.Headers.ContentLength is not null || response.Headers.TransferEncodingChunked == true;
        place.Finish(isKnownWhole ? tag : null);
    }

    /// <summary>A strong one: a weak tag does not promise the same bytes (RFC 9110 section 8.8.1).</summary>
    private static string? EntityTag(HttpResponseMessage response) => response.Headers.ETag is { IsWeak: false } tag ? tag.Tag : null;

    private static string Innermost(Exception broken) => broken.InnerException is { } inner and not OperationCanceledException ? Innermost(inner) : broken.Message;
}
