using System.Collections.Immutable;

namespace Compliance.Oci.Registries;

/// <summary>Bounds of talking to registries, and what is known of single ones. One that lies, waits or never ends costs a known amount.</summary>
public sealed record RegistrySettings
{
    public static RegistrySettings Default { get; } = new();

    /// <summary>By the host as references name it (<c>docker.io</c>, <c>registry.example:5000</c>); others have the defaults.</summary>
    public ImmutableDictionary<string, RegistryHost> Hosts { get; init; } = ImmutableDictionary.Create<string, RegistryHost>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Times that one thing is asked for while that fails for reasons that may pass.</summary>
    public int MaxAttempts { get; init; } = 5;

    /// <summary>The first pause between attempts; each next one is twice as long, unless the registry names a longer one (RFC 9110 section 10.2.3, Retry-After).</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>The longest pause that is taken; a registry that asks for more is given up.</summary>
    public TimeSpan MaxPause { get; init; } = TimeSpan.FromMinutes(2);

    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>From the request to the answer's headers.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The longest time without a byte of a body.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The slowest body that is waited for, judged after <see cref="AnswerTimeout"/>.</summary>
    public int MinBytesPerSecond { get; init; } = 4096;

    /// <summary>Requests under way at once.</summary>
    public int MaxConcurrency { get; init; } = 4;

    public int MaxRedirects { get; init; } = 5;

    /// <summary>Pages of one list.</summary>
    public int MaxPages { get; init; } = 1_000;

    /// <summary>Tags of one repository.</summary>
    public int MaxTags { get; init; } = 100_000;

    /// <summary>Blobs up to this size are pushed in one request, larger ones in chunks of it.</summary>
    public int ChunkBytes { get; init; } = 16 << 20;
}
