namespace Compliance.Cryptography.Certificates;

/// <summary>Object identifiers of key purposes and extensions.</summary>
public static class CertificateOids
{
    /// <summary>id-kp-documentSigning (RFC 9336 section 3.1).</summary>
    public const string DocumentSigning = "1.3.6.1.5.5.7.3.36";

    /// <summary>id-kp-timeStamping (RFC 5280 section 4.2.1.12).</summary>
    public const string TimeStamping = "1.3.6.1.5.5.7.3.8";

    internal const string CrlDistributionPoints = "2.5.29.31";
    internal const string AuthorityInformationAccess = "1.3.6.1.5.5.7.1.1";
}
