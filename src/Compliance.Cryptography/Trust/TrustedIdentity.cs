using System.Collections.Immutable;
using Compliance.Cryptography.Certificates;
using Compliance.Cryptography.Keys;
using Compliance.Cryptography.Notary;
using Compliance.Formats;

namespace Compliance.Cryptography.Trust;

/// <summary>
/// One signer whom the caller trusts, and how far. One of <see cref="Key"/>, <see cref="Keyless"/> and <see cref="Notary"/> is set. What is not granted is not allowed.
/// </summary>
public sealed record TrustedIdentity
{
    public required string Name { get; init; }

    public PublicKey? Key { get; init; }

    public KeylessIdentity? Keyless { get; init; }

    /// <summary>A signer of Notary Project signatures.</summary>
    public NotaryIdentity? Notary { get; init; }

    /// <summary>The key's, certificate's or trusted root's file in the trust folder.</summary>
    public required string File { get; init; }

    public required Digest FileDigest { get; init; }

    /// <summary>When set, only signatures that carry this key id are tried with the key. Formats without key ids don't ask.</summary>
    public string? KeyId { get; init; }

    /// <summary>
    /// The key signs an envelope's bare payload without its type, as Google Cloud Build does. Unsafe: what the key signs elsewhere could be passed off as a
    /// statement. Such a key is tried over the bare payload only.
    /// </summary>
    public bool UnsafeSignsBarePayload { get; init; }

    public required ImmutableArray<TrustPurpose> May { get; init; }

    /// <summary>Predicate types that may be attested: exact, or <c>*</c> for every one.</summary>
    public required ImmutableArray<string> PredicateTypes { get; init; }

    /// <summary>Builder ids that provenance by this signer may name, exact. None: no builder is trusted.</summary>
    public required ImmutableArray<string> Builders { get; init; }

    /// <summary>SLSA build level, 1 to 3, that the caller accepts of these builders; null when none is stated.</summary>
    public int? BuildLevel { get; init; }

    /// <summary>Levels that are stated of single builders; they count before <see cref="BuildLevel"/>.</summary>
    public ImmutableSortedDictionary<string, int> BuilderLevels { get; init; } = ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal);

    /// <summary>Verifier ids that verification summaries by this signer may name, exact. None: no summary of the signer is relied on.</summary>
    public ImmutableArray<string> Verifiers { get; init; } = [];

    /// <summary>Repositories that may be signed for: exact, or ending in <c>/*</c> for everything below. None: every repository.</summary>
    public required ImmutableArray<string> Repositories { get; init; }

    /// <summary>Roles in which documents may be signed, as people write them: <c>authorizing official</c>.</summary>
    public ImmutableArray<string> Roles { get; init; } = [];

    /// <summary>Roots of timestamp authorities that prove when a key or certificate signed; null when nothing does. Of other kinds of signers the instance says it.</summary>
    public TrustAnchors? TimestampAnchors { get; init; }

    /// <summary>Inclusive. For a certificate also its notBefore; the later one counts.</summary>
    public DateTimeOffset? ValidFrom { get; init; }

    /// <summary>Inclusive. For a certificate also its notAfter; the earlier one counts.</summary>
    public DateTimeOffset? ValidUntil { get; init; }

    /// <summary>Whether statements of this predicate type may be signed.</summary>
    public bool MayAttest(string predicateType) =>
        May.Contains(TrustPurpose.Attest) && (PredicateTypes.Contains("*", StringComparer.Ordinal) || PredicateTypes.Contains(predicateType, StringComparer.Ordinal));

    /// <summary>Whether the signer may speak as this verifier: an explicit pair, never by default.</summary>
    public bool SpeaksFor(string verifierId) => Verifiers.Contains(verifierId, StringComparer.Ordinal);

    /// <summary>The level that is stated of a builder; null when none is.</summary>
    public int? LevelOf(string builderId) => !TrustsBuilder(builderId) ? null : BuilderLevels.TryGetValue(builderId, out var level) ? level : BuildLevel;

    public bool TrustsBuilder(string builderId) => Builders.Contains(builderId, StringComparer.Ordinal);

    /// <summary>Whether the identity may sign for the repository; null when that depends on a repository that is not known.</summary>
    public bool? CoversRepository(string? repository)
    {
        if (Repositories.IsEmpty) return true;
        if (string.IsNullOrEmpty(repository)) return null;
        return Repositories.Any(scope => scope.EndsWith("/*", StringComparison.Ordinal)
            ? repository.StartsWith(scope[..^1], StringComparison.Ordinal)
            : string.Equals(scope, repository, StringComparison.Ordinal));
    }

    /// <summary>What the identity may sign, in words.</summary>
    public string Describe()
    {
        var parts = new List<string>();
        if (May.Contains(TrustPurpose.SignImages)) parts.Add("sign images");
        if (May.Contains(TrustPurpose.Attest)) parts.Add($"attest {string.Join(", ", PredicateTypes.Select(type => type == "*" ? "every predicate type" : type))}");
        if (May.Contains(TrustPurpose.ApproveWaivers)) parts.Add($"approve waivers as {string.Join(", ", Roles)}");
        if (May.Contains(TrustPurpose.CollectEvidence)) parts.Add("collect evidence");
        if (May.Contains(TrustPurpose.SignPolicies)) parts.Add("sign policies");
        if (!Repositories.IsEmpty) parts.Add($"only for {string.Join(", ", Repositories)}");
        return string.Join("; ", parts);
    }
}
