using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;
using Compliance.Formats.Reading;

namespace Compliance.Cryptography.Certificates;

/// <summary>The roots that a caller trusts. They come from the caller alone, never from what is verified.</summary>
public sealed class TrustAnchors
{
    private TrustAnchors(string name, ImmutableArray<X509Certificate2> certificates) => (Name, Certificates) = (name, certificates);

    /// <summary>How the caller named them, for output: a file name.</summary>
    public string Name { get; }

    /// <summary><c>sha256:</c> and hex of each root's DER, in the order given.</summary>
    public ImmutableArray<string> Fingerprints => [.. Certificates.Select(Compliance.Cryptography.Certificates.Fingerprints.Of)];

    internal ImmutableArray<X509Certificate2> Certificates { get; }

    /// <summary>Roots from PEM. A certificate that is not self-issued is refused: a path ends at a root.</summary>
    public static Reading<TrustAnchors> Read(ReadOnlySpan<byte> pem, string name)
    {
        var reading = PemCertificates.Read(pem, name);
        if (!reading.TryGet(out var certificates)) return Readings.Reject<TrustAnchors>(reading.Defects);
        var others = certificates.Where(certificate => !CertificateChain.IsSelfIssued(certificate))
            .Select(certificate => new Defect(CertificateCodes.NotARoot, new Locator(name), $"'{certificate.Subject}' is issued by '{certificate.Issuer}': give the root"))
            .ToImmutableArray();
        return others.IsEmpty ? Readings.Accept(new TrustAnchors(name, certificates)) : Readings.Reject<TrustAnchors>(others);
    }
}
