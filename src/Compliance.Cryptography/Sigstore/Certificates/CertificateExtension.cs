namespace Compliance.Cryptography.Sigstore.Certificates;

/// <summary>One extension of a certificate (RFC 5280 section 4.2).</summary>
/// <param name="Value">The octets inside the OCTET STRING.</param>
/// <param name="Encoded">The whole extension in DER, as it stands in the certificate.</param>
internal sealed record CertificateExtension(string Oid, bool Critical, ReadOnlyMemory<byte> Value, ReadOnlyMemory<byte> Encoded);
