using System.Collections.Immutable;
using Compliance.Formats;

namespace Compliance.Cryptography.Sigstore.Roots;

/// <summary>
/// The keys and authorities of one Sigstore instance, read by <see cref="TrustedRoots"/> from its <c>trusted_root.json</c>. The caller vouches for it; a
/// bundle never does. Safe for several threads.
/// </summary>
public sealed record TrustedRoot
{
    /// <summary>How the caller named the file.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 of the file.</summary>
    public required Digest Digest { get; init; }

    public required string MediaType { get; init; }

    /// <summary>When the caller fetched it, as trust.yaml states; null when it does not.</summary>
    public DateTimeOffset? ImportedAt { get; init; }

    /// <summary>Where the caller fetched it from; may be empty.</summary>
    public string Source { get; init; } = "";

    /// <summary>Who approved it for the caller; may be empty.</summary>
    public string ApprovedBy { get; init; } = "";

    public required ImmutableArray<LogInstance> Logs { get; init; }

    public required ImmutableArray<LogInstance> CertificateLogs { get; init; }

    public required ImmutableArray<AuthorityInstance> CertificateAuthorities { get; init; }

    public required ImmutableArray<AuthorityInstance> TimestampAuthorities { get; init; }

    /// <summary>The latest start of a window: the root knows nothing younger; null when no window has one.</summary>
    public DateTimeOffset? NewestStart => Logs.Select(log => log.Window.Start)
        .Concat(CertificateLogs.Select(log => log.Window.Start))
        .Concat(CertificateAuthorities.Select(authority => authority.Window.Start))
        .Concat(TimestampAuthorities.Select(authority => authority.Window.Start))
        .Max();
}
