namespace Compliance.Oci.Transport;

/// <summary>Bounds of what is fetched: a server that lies, waits or never ends costs a known amount.</summary>
public sealed record FetchSettings
{
    public static FetchSettings Default { get; } = new();

    /// <summary>Of one file.</summary>
    public long MaxBytes { get; init; } = 1L << 30;

    /// <summary>Of one attempt, from the request to the last byte; the next attempt takes up what came.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Times that one file is asked for while that fails for reasons that may pass.</summary>
    public int MaxAttempts { get; init; } = 4;

    /// <summary>The first pause between attempts; each next one is twice as long.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(0.5);
}
