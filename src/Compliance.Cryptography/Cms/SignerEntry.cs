using System.Collections.Immutable;

namespace Compliance.Cryptography.Cms;

/// <summary>One SignerInfo (RFC 5652 section 5.3) of version 1: signer named by issuer and serial number.</summary>
/// <param name="SerialNumber">Big-endian, as encoded.</param>
/// <param name="SignedAttributes">All attributes in order.</param>
/// <param name="SignedBytes">The attributes as the signature covers them: DER of a SET OF; empty when there are none.</param>
/// <param name="SignatureParameters">Parameters of the signature algorithm, encoded; empty when absent.</param>
internal sealed record SignerEntry(
    ReadOnlyMemory<byte> Issuer,
    ReadOnlyMemory<byte> SerialNumber,
    string DigestAlgorithm,
    ImmutableArray<CmsAttribute> SignedAttributes,
    ReadOnlyMemory<byte> SignedBytes,
    string SignatureAlgorithm,
    ReadOnlyMemory<byte> SignatureParameters,
    ReadOnlyMemory<byte> Signature,
    ImmutableArray<CmsAttribute> UnsignedAttributes);
