using System.Formats.Asn1;

namespace Compliance.Cryptography.Sigstore.Certificates;

/// <summary>What a certificate's extensions allow it to do (RFC 5280 section 4.2.1); each answer is null or the sentence that forbids it.</summary>
internal static class CertificateRules
{
    public const string CodeSigning = "1.3.6.1.5.5.7.3.3";
    public const string TimeStamping = "1.3.6.1.5.5.7.3.8";

    private const string KeyUsage = "2.5.29.15";
    private const string BasicConstraints = "2.5.29.19";
    private const string ExtendedKeyUsage = "2.5.29.37";
    private const string AnyPurpose = "2.5.29.37.0";

    // Extensions that this program understands or that may stay unread when critical: a name is compared elsewhere.
    private static readonly string[] Known = [KeyUsage, BasicConstraints, ExtendedKeyUsage, "2.5.29.17", "2.5.29.14", "2.5.29.35"];

    private enum Bit
    {
        DigitalSignature = 0,
        KeyCertSign = 5,
    }

    /// <summary>Whether it may sign artifacts or timestamps.</summary>
    /// <param name="mayLackPurpose">A certificate without extended key usage is for anything.</param>
    public static string? ForbidsSigning(ParsedCertificate certificate, string purpose, bool mayLackPurpose = false)
    {
        try
        {
            if (Unknown(certificate) is { } unknown) return unknown;
            if (Constraints(certificate).IsAuthority) return "it is a certification authority's certificate";
            if (!HasUsage(certificate, Bit.DigitalSignature)) return "its key usage does not include digitalSignature";
            if (HasUsage(certificate, Bit.KeyCertSign)) return "its key usage includes keyCertSign";
            var purposes = Purposes(certificate);
            return purposes is null ? mayLackPurpose ? null : "it has no extended key usage" : purposes.Contains(purpose, StringComparer.Ordinal) ? null : $"its extended key usage is {string.Join(", ", purposes)}, {purpose} is needed";
        }
        catch (AsnContentException)
        {
            return "an extension is malformed";
        }
    }

    /// <summary>Whether it may issue certificates for the purpose, with so many authorities below it.</summary>
    public static string? ForbidsIssuing(ParsedCertificate certificate, string purpose, int authoritiesBelow)
    {
        try
        {
            if (Unknown(certificate) is { } unknown) return unknown;
            var (isAuthority, pathLength) = Constraints(certificate);
            if (!isAuthority) return "its basic constraints do not make it a certification authority";

            // RFC 5280 section 4.2.1.9: "Conforming CAs MUST include this extension ... and MUST mark the extension as critical".
            if (certificate.Find(BasicConstraints) is { Critical: false }) return "its basic constraints are not critical";
            if (pathLength < authoritiesBelow) return $"its path length {pathLength} is exceeded";
            if (!HasUsage(certificate, Bit.KeyCertSign)) return "its key usage does not include keyCertSign";
            var purposes = Purposes(certificate);
            return purposes is null || purposes.Contains(purpose, StringComparer.Ordinal) || purposes.Contains(AnyPurpose, StringComparer.Ordinal)
                ? null
                : $"its extended key usage is {string.Join(", ", purposes)}, {purpose} is needed";
        }
        catch (AsnContentException)
        {
            return "an extension is malformed";
        }
    }

    /// <summary>Whether the extended key usage is critical, as RFC 3161 section 2.3 demands of timestamp authorities.</summary>
    public static bool HasCriticalPurpose(ParsedCertificate certificate) => certificate.Find(ExtendedKeyUsage) is { Critical: true };

    private static string? Unknown(ParsedCertificate certificate) =>
        certificate.Extensions.FirstOrDefault(extension => extension.Critical && !Known.Contains(extension.Oid, StringComparer.Ordinal)) is { } unknown
            ? $"its critical extension {unknown.Oid} is not understood"
            : null;

    private static (bool IsAuthority, int PathLength) Constraints(ParsedCertificate certificate)
    {
        if (certificate.Find(BasicConstraints) is not { } extension) return (false, int.MaxValue);
        var outer = new AsnReader(extension.Value, AsnEncodingRules.DER);
        var sequence = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        var isAuthority = sequence.HasData && sequence.PeekTag().HasSameClassAndValue(Asn1Tag.Boolean) && sequence.ReadBoolean();
        var length = int.MaxValue;
        if (sequence.HasData && !sequence.TryReadInt32(out length)) throw new AsnContentException("path length");
        sequence.ThrowIfNotEmpty();
        return (isAuthority, length);
    }

    private static bool HasUsage(ParsedCertificate certificate, Bit bit)
    {
        if (certificate.Find(KeyUsage) is not { } extension) return false;
        var outer = new AsnReader(extension.Value, AsnEncodingRules.DER);
        var bits = outer.ReadBitString(out _);
        outer.ThrowIfNotEmpty();
        return bits.Length > (int)bit / 8 && (bits[(int)bit / 8] & (0x80 >> ((int)bit % 8))) != 0;
    }

    private static string[]? Purposes(ParsedCertificate certificate)
    {
        if (certificate.Find(ExtendedKeyUsage) is not { } extension) return null;
        var outer = new AsnReader(extension.Value, AsnEncodingRules.DER);
        var list = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        var purposes = new List<string>();
        while (list.HasData) purposes.Add(list.ReadObjectIdentifier());
        return [.. purposes];
    }
}
