using System.Net;

namespace Compliance.Oci.Registries.Exchange;

/// <summary>Tells failures that may pass and asks again after them, each time later, within bounds.</summary>
internal static class Passing
{
    /// <summary>An answer after which to ask again is of use (RFC 9110 section 15; RFC 6585 section 4 for 429); null for every other.</summary>
    public static PassingException? Of(HttpResponseMessage response, TimeProvider clock) => response.StatusCode is
        HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout
        ? new PassingException(response.StatusCode == HttpStatusCode.TooManyRequests ? "the registry limits requests (429)" : $"the registry answers {(int)response.StatusCode}", RetryAfter(response, clock))
        : null;

    /// <summary>Runs until it succeeds or fails for good.</summary>
    /// <exception cref="RegistryException">It failed too often, or the other side asks for too long a pause.</exception>
    public static async Task<T> RetryAsync<T>(RegistrySettings settings, TimeProvider clock, Uri place, Func<Task<T>> once, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await once().ConfigureAwait(false);
            }
            catch (PassingException broken)
            {
                cancellation.ThrowIfCancellationRequested();
                var usual = settings.FirstPause * (1 << Math.Min(attempt - 1, 10));
                var pause = broken.Wait is { } asked && asked > usual ? asked : usual;
                if (attempt >= settings.MaxAttempts) throw GivenUp(place, broken, $"{broken.Message}, {attempt} times");
                if (broken.Wait > settings.MaxPause) throw GivenUp(place, broken, $"{broken.Message} and asks to come back after {(int)broken.Wait.Value.TotalSeconds} seconds");
                await Task.Delay(pause < settings.MaxPause ? pause : settings.MaxPause, clock, cancellation).ConfigureAwait(false);
            }
        }
    }

    private static RegistryException GivenUp(Uri place, PassingException broken, string message) => new(
        new Formats.Reading.Defect(broken.InnerException is null ? RegistryCodes.Unavailable : RegistryCodes.NotReachable, new Formats.Reading.Locator(RegistryException.Show(place)), message), broken);

    private static TimeSpan? RetryAfter(HttpResponseMessage response, TimeProvider clock) => response.Headers.RetryAfter switch
    {
        { Delta: { } pause } => pause < TimeSpan.Zero ? TimeSpan.Zero : pause,
        { Date: { } date } => date > clock.GetUtcNow() ? date - clock.GetUtcNow() : TimeSpan.Zero,
        _ => null,
    };
}
