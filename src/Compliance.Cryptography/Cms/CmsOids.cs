namespace Compliance.Cryptography.Cms;

/// <summary>Object identifiers of RFC 5652, RFC 5035, RFC 3161 and the algorithms that are accepted.</summary>
internal static class CmsOids
{
    public const string Data = "1.2.840.113549.1.7.1";
    public const string SignedData = "1.2.840.113549.1.7.2";
    public const string ContentType = "1.2.840.113549.1.9.3";
    public const string MessageDigest = "1.2.840.113549.1.9.4";
    public const string SigningTime = "1.2.840.113549.1.9.5";
    public const string SigningCertificateV1 = "1.2.840.113549.1.9.16.2.12";
    public const string SigningCertificateV2 = "1.2.840.113549.1.9.16.2.47";
    public const string TimestampToken = "1.2.840.113549.1.9.16.2.14";
    public const string Sha256 = "2.16.840.1.101.3.4.2.1";
    public const string Sha384 = "2.16.840.1.101.3.4.2.2";
    public const string Sha512 = "2.16.840.1.101.3.4.2.3";
    public const string RsaEncryption = "1.2.840.113549.1.1.1";
    public const string RsaPss = "1.2.840.113549.1.1.10";

    /// <summary><c>sha256</c>, <c>sha384</c>, <c>sha512</c>, or null for every other algorithm.</summary>
    public static string? HashName(string oid) => oid switch
    {
        Sha256 => "sha256",
        Sha384 => "sha384",
        Sha512 => "sha512",
        _ => null,
    };

    /// <summary>Hash that a signature algorithm names itself; empty when it leaves that to the digest algorithm; null when it is not accepted.</summary>
    public static string? SignatureHashName(string oid) => oid switch
    {
        "1.2.840.10045.4.3.2" or "1.2.840.113549.1.1.11" => "sha256",
        "1.2.840.10045.4.3.3" or "1.2.840.113549.1.1.12" => "sha384",
        "1.2.840.10045.4.3.4" or "1.2.840.113549.1.1.13" => "sha512",
        RsaEncryption or RsaPss => "",
        _ => null,
    };
}
