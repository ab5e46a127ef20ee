using System.Security.Cryptography.X509Certificates;
using Compliance.Formats.Reading;

namespace Compliance.Cryptography.Certificates;

/// <summary>One certificate to be added to what an image trusts.</summary>
/// <param name="Pem">The certificate alone, lines of 64 characters, with a line feed at the end.</param>
/// <param name="Fingerprint">SHA-256 of its DER form, lower-case hex.</param>
/// <param name="Der">Its bytes.</param>
public sealed record AddedCertificate(string Pem, string Fingerprint, ReadOnlyMemory<byte> Der)
{
    /// <summary>Rejected: no certificate, more than one, or anything but certificates.</summary>
    public static Reading<AddedCertificate> Read(ReadOnlySpan<byte> pem, string document)
    {
        var reading = PemCertificates.Read(pem, document);
        if (!reading.TryGet(out var certificates)) return Readings.Reject<AddedCertificate>(reading.Defects);
        try
        {
            return certificates.Length == 1
                ? Readings.Accept(new AddedCertificate(certificates[0].ExportCertificatePem().ReplaceLineEndings("\n") + "\n", Fingerprints.Of(certificates[0])["sha256:".Length..], certificates[0].RawData))
                : Readings.Reject<AddedCertificate>(CertificateCodes.Unreadable, new Locator(document), $"{certificates.Length} certificates, where one belongs");
        }
        finally
        {
            foreach (X509Certificate2 certificate in certificates) certificate.Dispose();
        }
    }
}
