using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Formats.Attestation;

/// <summary>
/// The payload of a container signature in the "simple signing" form that cosign signs (cosign SIGNATURE_SPEC.md, "Simple Signing"). The
/// signature is over the payload's bytes as stored.
/// </summary>
/// <param name="Type"><c>cosign container image signature</c> or, by other tools, <c>atomic container signature</c>.</param>
/// <param name="ManifestDigest">The manifest or index that was signed.</param>
/// <param name="Reference">The name under which it was signed; who verifies decides whether it matters. Empty when absent.</param>
/// <param name="Optional">Members that the signer added; of kind Missing when there are none.</param>
public sealed record SimpleSigning(string Type, Digest ManifestDigest, string Reference, JsonValue Optional)
{
    /// <summary>Media type of the layer that holds it.</summary>
    public const string MediaType = "application/vnd.dev.cosign.simplesigning.v1+json";

    public const string CosignType = "cosign container image signature";

    /// <summary>Refused: no <c>critical</c> object, no known type, or no digest of SHA-256, SHA-384 or SHA-512.</summary>
    public static Reading<SimpleSigning> Read(ReadOnlyMemory<byte> bytes, string document, Limits? limits = null)
    {
        limits ??= Limits.Default;
        var reading = StrictJson.Read(bytes, document, limits);
        if (!reading.TryGet(out var tree)) return Readings.Reject<SimpleSigning>(reading.Defects);
        var defects = new DefectCollector(limits);
        var critical = tree.Root.RequiredMap("critical", defects, AttestationCodes.NotSimpleSigning);
        if (!critical.IsMap) return Readings.Reject<SimpleSigning>(defects.ToImmutable());
        var type = critical.RequiredText("type", defects, AttestationCodes.NotSimpleSigning);
        if (type is not (null or CosignType or "atomic container signature"))
            defects.Add(AttestationCodes.NotSimpleSigning, critical["type"], $"'{type}' is not a type of container signature");
        var image = critical.RequiredMap("image", defects, AttestationCodes.NotSimpleSigning);
        var text = image.RequiredText("docker-manifest-digest", defects, AttestationCodes.NotSimpleSigning);
        Digest? digest = null;
        if (text is not null && !Digest.TryParse(text, out digest)) defects.Add(AttestationCodes.BadDigest, image["docker-manifest-digest"], "the signed digest is not one of SHA-256, SHA-384 or SHA-512");
        var identity = critical.OptionalMap("identity", defects, AttestationCodes.WrongKind);
        var reference = identity.OptionalText("docker-reference", defects, AttestationCodes.WrongKind) ?? "";
        return defects.Count > 0 || digest is null || type is null
            ? Readings.Reject<SimpleSigning>(defects.ToImmutable())
            : Readings.Accept(new SimpleSigning(type, digest, reference, tree.Root["optional"]), reading.Defects);
    }
}
