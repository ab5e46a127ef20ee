using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Formats.Attestation.Notary;

/// <summary>
/// A Notary Project signature (signature-specification 1.1) taken apart, whichever envelope it came in. Nothing in it is trusted: certificates are material for a
/// path, times are what the signer claims.
/// </summary>
public sealed record NotarySignature
{
    public const string ArtifactType = "application/vnd.cncf.notary.signature";
    public const string JwsMediaType = "application/jose+json";
    public const string CoseMediaType = "application/cose";
    public const string PayloadMediaType = "application/vnd.cncf.notary.payload.v1+json";

    /// <summary>The signer's own time counts for nothing.</summary>
    public const string SchemeX509 = "notary.x509";

    /// <summary>The signer is an authority that vouches for the time.</summary>
    public const string SchemeAuthority = "notary.x509.signingAuthority";

    internal const string Prefix = "io.cncf.notary.";

    /// <summary><c>jws</c> or <c>cose</c>.</summary>
    public required string Envelope { get; init; }

    /// <summary>By its name in JOSE: <c>PS256</c> to <c>PS512</c>, <c>ES256</c> to <c>ES512</c>.</summary>
    public required string Algorithm { get; init; }

    /// <summary>The bytes that the signature covers.</summary>
    public required ImmutableArray<byte> SignedBytes { get; init; }

    /// <summary>RSA as in RFC 8017; ECDSA with r and s side by side.</summary>
    public required ImmutableArray<byte> Signature { get; init; }

    public required ImmutableArray<byte> Payload { get; init; }

    public required string Scheme { get; init; }

    /// <summary>What the signer claims; null when it claims none.</summary>
    public required DateTimeOffset? SigningTime { get; init; }

    public required DateTimeOffset? Expiry { get; init; }

    /// <summary>DER, the signer's first. Unsigned.</summary>
    public required ImmutableArray<ReadOnlyMemory<byte>> Certificates { get; init; }

    /// <summary>An RFC 3161 token over <see cref="Signature"/>; empty when there is none. Unsigned.</summary>
    public required ReadOnlyMemory<byte> Timestamp { get; init; }

    /// <summary>The digest in the payload's <c>targetArtifact</c>; null when it names none that can be read.</summary>
    public required Digest? Target { get; init; }

    /// <summary>Refused: neither envelope, an attribute that is missing or critical and unknown, another payload type.</summary>
    /// <param name="mediaType">Of the layer: says which envelope it is.</param>
    public static Reading<NotarySignature> Read(ReadOnlyMemory<byte> bytes, string mediaType, string document, Limits limits) => mediaType switch
    {
        JwsMediaType => NotaryJws.Read(bytes, document, limits),
        CoseMediaType => NotaryCose.Read(bytes, document, limits),
        _ => Readings.Reject<NotarySignature>(NotaryCodes.Envelope, new Locator(document), $"'{mediaType}' is no envelope of Notary Project signatures"),
    };

    /// <summary>What both envelopes must say of their signed attributes; every defect.</summary>
    internal static ImmutableArray<Defect> Problems(string? contentType, string? scheme, IReadOnlyCollection<string> critical, IReadOnlyCollection<string> present, Locator at)
    {
        var problems = ImmutableArray.CreateBuilder<Defect>();
        void Bad(string message) => problems.Add(new Defect(NotaryCodes.Attribute, at, message));
        if (contentType != PayloadMediaType) Bad($"the content type is '{contentType}', expected {PayloadMediaType}");
        if (scheme is not (SchemeX509 or SchemeAuthority)) Bad($"the signing scheme is '{scheme}'");
        string[] known = [$"{Prefix}signingScheme", $"{Prefix}expiry", $"{Prefix}authenticSigningTime"];
        foreach (var name in critical.Where(name => !known.Contains(name, StringComparer.Ordinal))) Bad($"the critical attribute '{name}' is not understood");
        foreach (var name in critical.Where(name => !present.Contains(name, StringComparer.Ordinal))) Bad($"the critical attribute '{name}' is not there");
        // Signature specification, "Signed Attributes": scheme, expiry and authentic signing time "MUST be marked critical".
        foreach (var name in known.Where(name => present.Contains(name, StringComparer.Ordinal) && !critical.Contains(name, StringComparer.Ordinal))) Bad($"the attribute '{name}' is not critical");
        return problems.ToImmutable();
    }

    internal static Digest? TargetOf(ReadOnlyMemory<byte> payload, string document, Limits limits) =>
        StrictJson.Read(payload, document, limits).TryGet(out var tree) && Digest.TryParse(tree.Root["targetArtifact"]["digest"].AsText, out var digest) ? digest : null;
}
