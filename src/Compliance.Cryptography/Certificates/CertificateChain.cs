using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;
using Compliance.Formats.Reading;

namespace Compliance.Cryptography.Certificates;

/// <summary>A signer's certificate with those above it, as its owner keeps them.</summary>
/// <param name="Root">The self-signed last one, if it is there.</param>
internal sealed record CertificateChain(X509Certificate2 Signer, ImmutableArray<X509Certificate2> Intermediates, X509Certificate2? Root)
{
    public static Reading<CertificateChain> Read(ReadOnlySpan<byte> pem, string document) => PemCertificates.Read(pem, document).Select(all =>
    {
        var root = all.Length > 1 && IsSelfIssued(all[^1]) ? all[^1] : null;
        return new CertificateChain(all[0], root is null ? all[1..] : all[1..^1], root);
    });

    public static bool IsSelfIssued(X509Certificate2 certificate) => certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);
}
