using System.Collections.Immutable;
using Compliance.Cryptography.Certificates;

namespace Compliance.Oci.Registries;

/// <summary>What is known of one registry.</summary>
public sealed record RegistryHost
{
    public static RegistryHost Unknown { get; } = new();

    /// <summary>Spoken to without TLS. Loopback addresses need no such word.</summary>
    public bool IsPlain { get; init; }

    /// <summary>The only roots that its certificate may come from; null for the machine's.</summary>
    public TrustAnchors? Anchors { get; init; }

    /// <summary>Asked first, in order; each byte is checked as always.</summary>
    public ImmutableArray<RegistryMirror> Mirrors { get; init; } = [];
}
