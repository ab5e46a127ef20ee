using System.Collections.Immutable;

namespace Compliance.Formats.Attestation;

/// <summary>Something that a statement is about. Its digests are its identity; the name is not.</summary>
/// <param name="Digests">Lower-case hex by algorithm as written (<c>sha256</c>, <c>gitCommit</c>, ...).</param>
public sealed record InTotoSubject(string Name, string Uri, ImmutableSortedDictionary<string, string> Digests)
{
    /// <summary>Whether it has this digest. Only SHA-256, SHA-384 and SHA-512 name an image: a Git commit or SHA-1 never matches.</summary>
    public bool Has(Digest digest) => Digests.TryGetValue(digest.Algorithm, out var hex) && hex == digest.Hex;
}
