using System.Collections.Immutable;
using System.Security.Cryptography;
using Compliance.Formats;

namespace Compliance.Cryptography.Sigstore;

/// <summary>What a bundle should have signed: the bytes, or as much as a digest says of them.</summary>
public sealed class SigstoreArtifact
{
    private readonly ImmutableDictionary<string, ImmutableArray<byte>> known;

    private SigstoreArtifact(ReadOnlyMemory<byte>? bytes, ImmutableDictionary<string, ImmutableArray<byte>> known) => (Bytes, this.known) = (bytes, known);

    /// <summary>Null when only digests are known: signatures that hash by themselves (Ed25519) can't be checked then.</summary>
    public ReadOnlyMemory<byte>? Bytes { get; }

    public static SigstoreArtifact Of(ReadOnlyMemory<byte> bytes) => new(bytes, ImmutableDictionary<string, ImmutableArray<byte>>.Empty);

    public static SigstoreArtifact Of(params ReadOnlySpan<Digest> digests)
    {
        var hashes = ImmutableDictionary.CreateBuilder<string, ImmutableArray<byte>>(StringComparer.Ordinal);
        foreach (var digest in digests) hashes[digest.Algorithm] = [.. Convert.FromHexString(digest.Hex)];
        return new SigstoreArtifact(null, hashes.ToImmutable());
    }

    /// <summary>The hash of the artifact; null when it is not known.</summary>
    /// <param name="algorithm"><c>sha256</c>, <c>sha384</c> or <c>sha512</c>.</param>
    public byte[]? Hash(string algorithm)
    {
        if (known.TryGetValue(algorithm, out var value)) return [.. value];
        return Bytes is not { } bytes ? null : algorithm switch
        {
            "sha256" => SHA256.HashData(bytes.Span),
            "sha384" => SHA384.HashData(bytes.Span),
            "sha512" => SHA512.HashData(bytes.Span),
            _ => null,
        };
    }
}
