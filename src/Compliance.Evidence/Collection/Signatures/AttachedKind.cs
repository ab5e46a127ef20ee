using Compliance.Cryptography.SimpleSigning;
using Compliance.Formats.Attestation.Notary;
using Compliance.Oci.Models;

namespace Compliance.Evidence.Collection.Signatures;

/// <summary>
/// What a layer claims to be, by its descriptor alone. A registry can claim anything: content decides, but what was claimed is counted, so that a signature
/// which can't be read does not vanish.
/// </summary>
internal static class AttachedKind
{
    /// <summary>Predicate type of the statement by which cosign 3 signs an image: a signature in the form of an attestation.</summary>
    public const string SignaturePredicate = "https://sigstore.dev/cosign/sign/v1";

    private const string Bundle = "application/vnd.dev.sigstore.bundle";
    private const string BundleContent = "dev.sigstore.bundle.content";
    private const string BundlePredicate = "dev.sigstore.bundle.predicateType";

    public static bool ClaimsSignature(AttachedLayer layer) =>
        IsSimpleSigning(layer.Descriptor)
        || IsNotary(layer)
        || (IsBundle(layer.Descriptor) && (Annotation(layer, BundleContent) == "message-signature" || Annotation(layer, BundlePredicate) == SignaturePredicate));

    public static bool ClaimsAttestation(AttachedLayer layer) =>
        !ClaimsSignature(layer) && (IsBundle(layer.Descriptor) || layer.Descriptor.MediaType.Text is "application/vnd.dsse.envelope.v1+json" or "application/vnd.in-toto+json");

    /// <summary>Tools of before OCI 1.1 wrote the artifact type as the configuration's media type.</summary>
    public static bool IsNotary(AttachedLayer layer) => layer.Manifest.ArtifactType?.Text == NotarySignature.ArtifactType;

    public static bool IsSimpleSigning(Descriptor descriptor) => descriptor.MediaType.Text == SimpleSigningLayer.MediaType;

    public static bool IsBundle(Descriptor descriptor) => descriptor.MediaType.Text.StartsWith(Bundle, StringComparison.Ordinal);

    /// <summary>Whether the content is worth looking at: file system layers and the SBOM formats by their names are others' business.</summary>
    public static bool MayBeSigned(Descriptor descriptor) =>
        !OciMediaTypes.IsLayer(descriptor.MediaType) && !descriptor.MediaType.Text.Contains("spdx", StringComparison.Ordinal) && !descriptor.MediaType.Text.Contains("cyclonedx", StringComparison.Ordinal);

    private static string? Annotation(AttachedLayer layer, string name) => layer.Manifest.Annotations.GetValueOrDefault(name) ?? layer.Descriptor.Annotations.GetValueOrDefault(name);
}
