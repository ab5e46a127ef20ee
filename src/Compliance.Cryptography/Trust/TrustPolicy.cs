using System.Collections.Immutable;
using Compliance.Cryptography.Algorithms;
using Compliance.Formats;

namespace Compliance.Cryptography.Trust;

/// <summary>
/// Whom the caller trusts to sign what, read by <see cref="TrustPolicies"/> from the caller's trust folder. It never comes from the subject. Immutable and
/// safe for several threads.
/// </summary>
public sealed record TrustPolicy
{
    /// <summary>Ordered by name, ordinal; names and keys are unique.</summary>
    public required ImmutableArray<TrustedIdentity> Identities { get; init; }

    /// <summary>Every file of the folder, ordered by path: what is recorded as input.</summary>
    public required ImmutableArray<TrustFile> Files { get; init; }

    /// <summary>SHA-256 over one line <c>hex, two spaces, path, line feed</c> for each file in order, as <c>sha256sum</c> prints them.</summary>
    public required Digest Digest { get; init; }

    /// <summary>The identity whose key verifies the signature over the data, and the algorithm that did; null when none does.</summary>
    /// <param name="keyId">The key id beside the signature, empty when it has none; null for formats without key ids.</param>
    /// <param name="barePayload">An envelope's payload, for keys that sign it without its type; empty for other formats.</param>
    /// <param name="unchecked">Names of identities whose key this platform can't compute with.</param>
    public (TrustedIdentity Identity, SignatureAlgorithm Algorithm)? Find(
        ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature, string? keyId, ReadOnlySpan<byte> barePayload, out ImmutableArray<string> @unchecked)
    {
        var skipped = ImmutableArray.CreateBuilder<string>();
        (TrustedIdentity, SignatureAlgorithm)? found = null;
        foreach (var identity in Identities)
        {
            if (identity.Key is not { } key) continue;
            if (keyId is not null && identity.KeyId is { } wanted && !string.Equals(wanted, keyId, StringComparison.Ordinal)) continue;
            if (identity.UnsafeSignsBarePayload && barePayload.IsEmpty) continue;
            try
            {
                if (key.FindAlgorithm(identity.UnsafeSignsBarePayload ? barePayload : data, signature) is not { } algorithm) continue;
                found = (identity, algorithm);
                break;
            }
            catch (PlatformNotSupportedException)
            {
                skipped.Add(identity.Name);
            }
        }

        @unchecked = skipped.ToImmutable();
        return found;
    }
}
