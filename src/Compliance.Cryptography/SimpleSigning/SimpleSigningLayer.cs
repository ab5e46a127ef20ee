using System.Collections.Immutable;

namespace Compliance.Cryptography.SimpleSigning;

/// <summary>
/// One signature as cosign attaches it: a layer whose bytes are the payload, and the layer's annotations (cosign SIGNATURE_SPEC; the annotation names are
/// those that its code writes, which differ from its text).
/// </summary>
public sealed record SimpleSigningLayer(ReadOnlyMemory<byte> Payload, ImmutableDictionary<string, string> Annotations)
{
    public const string MediaType = "application/vnd.dev.cosign.simplesigning.v1+json";
    public const string SignatureAnnotation = "dev.cosignproject.cosign/signature";
    public const string CertificateAnnotation = "dev.sigstore.cosign/certificate";
    public const string ChainAnnotation = "dev.sigstore.cosign/chain";
    public const string BundleAnnotation = "dev.sigstore.cosign/bundle";
    public const string TimestampAnnotation = "dev.sigstore.cosign/rfc3161timestamp";
}
