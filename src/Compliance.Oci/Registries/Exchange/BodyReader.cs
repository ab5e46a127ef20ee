namespace Compliance.Oci.Registries.Exchange;

/// <summary>Reads the body of an answer while its bytes come fast enough.</summary>
internal sealed class BodyReader : IDisposable
{
    private readonly HttpResponseMessage response;
    private readonly RegistrySettings settings;
    private readonly TimeProvider clock;
    private readonly CancellationToken cancellation;
    private readonly CancellationTokenSource stall;
    private readonly CancellationTokenSource either;
    private readonly long started;
    private Stream? body;
    private long total;

    public BodyReader(HttpResponseMessage response, RegistrySettings settings, TimeProvider clock, CancellationToken cancellation)
    {
        (this.response, this.settings, this.clock, this.cancellation) = (response, settings, clock, cancellation);
        stall = new CancellationTokenSource(settings.StallTimeout, clock);
        either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, stall.Token);
        started = clock.GetTimestamp();
    }

    /// <summary>0 at the end.</summary>
    /// <exception cref="PassingException">The connection broke, no byte came, or they come too slowly.</exception>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer)
    {
        try
        {
            body ??= await response.Content.ReadAsStreamAsync(either.Token).ConfigureAwait(false);
            stall.CancelAfter(settings.StallTimeout);
            var read = await body.ReadAsync(buffer, either.Token).ConfigureAwait(false);
            total += read;
            var taken = clock.GetElapsedTime(started);
            if (read > 0 && taken > settings.AnswerTimeout && total < taken.TotalSeconds * settings.MinBytesPerSecond)
                throw new PassingException($"{total} bytes came in {(int)taken.TotalSeconds} seconds, which is too slow");
            return read;
        }
        catch (OperationCanceledException broken) when (!cancellation.IsCancellationRequested)
        {
            throw new PassingException($"no byte came for {settings.StallTimeout.TotalSeconds} seconds", null, broken);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException and not PassingException or ObjectDisposedException)
        {
            cancellation.ThrowIfCancellationRequested();
            throw new PassingException($"the connection broke after {total} bytes", null, broken);
        }
    }

    public void Dispose()
    {
        body?.Dispose();
        either.Dispose();
        stall.Dispose();
    }
}
