using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Formats.Attestation;

/// <summary>
/// A Sigstore bundle (sigstore_bundle.proto, media types 0.1 to 0.3) taken apart as far as its content and its key: log entries and timestamps
/// stay JSON for whoever verifies them. Nothing in it is trust.
/// </summary>
public sealed record SigstoreBundle
{
    private static readonly HashSet<string> MediaTypes =
    [
        "application/vnd.dev.sigstore.bundle+json;version=0.1",
        "application/vnd.dev.sigstore.bundle+json;version=0.2",
        "application/vnd.dev.sigstore.bundle+json;version=0.3",
        "application/vnd.dev.sigstore.bundle.v0.3+json",
    ];

    public required string MediaType { get; init; }

    /// <summary>Exactly one of this and <see cref="Message"/> is there.</summary>
    public required DsseEnvelope? Envelope { get; init; }

    public required BundleMessageSignature? Message { get; init; }

    /// <summary>DER, the leaf first; empty when the key is named by <see cref="PublicKeyHint"/>.</summary>
    public required ImmutableArray<ImmutableArray<byte>> Certificates { get; init; }

    /// <summary>Selects one of the verifier's keys; null when certificates are there.</summary>
    public required string? PublicKeyHint { get; init; }

    /// <summary><c>verificationMaterial</c>, with <c>tlogEntries</c> and <c>timestampVerificationData</c>.</summary>
    public required JsonValue VerificationMaterial { get; init; }

    public static bool IsBundle(JsonValue root) =>
        root["mediaType"].AsText is { } type && type.StartsWith("application/vnd.dev.sigstore.bundle", StringComparison.Ordinal);

    public static Reading<SigstoreBundle> Read(ReadOnlyMemory<byte> bytes, string document, Limits? limits = null)
    {
        var reading = StrictJson.Read(bytes, document, limits);
        return reading.TryGet(out var tree) ? Read(tree.Root, limits) : Readings.Reject<SigstoreBundle>(reading.Defects);
    }

    /// <summary>Refused: an unknown media type, not exactly one content, base64 that isn't, an envelope with other than one signature.</summary>
    public static Reading<SigstoreBundle> Read(JsonValue root, Limits? limits = null)
    {
        var defects = new DefectCollector(limits ?? Limits.Default);
        var type = root["mediaType"].AsText ?? "";
        if (!MediaTypes.Contains(type)) return Readings.Reject<SigstoreBundle>(AttestationCodes.UnknownBundle, root.Locator, $"'{type}' is not a Sigstore bundle of version 0.1 to 0.3");
        if (root["dsseEnvelope"].HasValue == root["messageSignature"].HasValue)
            return Readings.Reject<SigstoreBundle>(AttestationCodes.BundleContent, root.Locator, "a bundle holds either 'dsseEnvelope' or 'messageSignature'");
        var envelope = root["dsseEnvelope"].HasValue ? EnvelopeOf(root["dsseEnvelope"], limits, defects) : null;
        var message = root["messageSignature"].HasValue ? MessageOf(root["messageSignature"], defects) : null;
        var material = root.RequiredMap("verificationMaterial", defects, AttestationCodes.MissingMember);
        var certificates = Chain(material, defects);
        var hint = material["publicKey"]["hint"].AsText ?? (material["publicKey"].IsMap ? "" : null);
        if (material.IsMap && certificates.IsEmpty == (hint is null)) defects.Add(AttestationCodes.BundleContent, material, "the key is named by certificates or by 'publicKey', not by both or neither");
        return defects.Count > 0
            ? Readings.Reject<SigstoreBundle>(defects.ToImmutable())
            : Readings.Accept(new SigstoreBundle
            {
                MediaType = type,
                Envelope = envelope,
                Message = message,
                Certificates = certificates,
                PublicKeyHint = hint,
                VerificationMaterial = material,
            });
    }

    private static DsseEnvelope? EnvelopeOf(JsonValue value, Limits? limits, DefectCollector defects)
    {
        var reading = DsseEnvelope.Read(value, limits);
        defects.AddRange(reading.Defects);
        if (!reading.TryGet(out var envelope)) return null;
        // "The DSSE envelope... MUST contain exactly one signature" (sigstore_bundle.proto, Bundle.dsse_envelope).
        if (envelope.Signatures.Length != 1) defects.Add(AttestationCodes.BundleContent, value, $"the envelope of a bundle has exactly one signature, this one {envelope.Signatures.Length}");
        return envelope;
    }

    private static BundleMessageSignature MessageOf(JsonValue value, DefectCollector defects) => new(
        value["messageDigest"]["algorithm"].AsText ?? "",
        value["messageDigest"]["digest"].HasValue ? Decoded(value["messageDigest"], "digest", defects) : [],
        Decoded(value, "signature", defects));

    private static ImmutableArray<ImmutableArray<byte>> Chain(JsonValue material, DefectCollector defects)
    {
        if (material["certificate"].IsMap) return [Decoded(material["certificate"], "rawBytes", defects)];
        return [.. material["x509CertificateChain"].OptionalMaps("certificates", defects, AttestationCodes.WrongKind).Select(one => Decoded(one, "rawBytes", defects))];
    }

    private static ImmutableArray<byte> Decoded(JsonValue map, string name, DefectCollector defects)
    {
        if (map.RequiredText(name, defects, AttestationCodes.MissingMember) is not { } text) return [];
        if (Base64Text.Decode(text) is { } bytes) return [.. bytes];
        defects.Add(AttestationCodes.BadBase64, map[name], $"'{name}' is not base64");
        return [];
    }
}
