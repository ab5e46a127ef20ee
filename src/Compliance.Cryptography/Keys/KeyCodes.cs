using Compliance.Formats.Reading;

namespace Compliance.Cryptography.Keys;

/// <summary>Codes of defects in public keys.</summary>
public static class KeyCodes
{
    /// <summary>Neither PEM nor DER of a SubjectPublicKeyInfo or certificate.</summary>
    public static readonly DiagnosticCode Unreadable = new("KEY-0001");

    /// <summary>A private key where a public one belongs.</summary>
    public static readonly DiagnosticCode PrivateKey = new("KEY-0002");

    /// <summary>An algorithm or curve that is not supported.</summary>
    public static readonly DiagnosticCode UnsupportedAlgorithm = new("KEY-0003");

    /// <summary>An RSA modulus below 2048 or above 8192 bits, or an exponent that is even, below 3 or above 64 bits.</summary>
    public static readonly DiagnosticCode RsaParameters = new("KEY-0004");

    /// <summary>More than one PEM block, or bytes after the key.</summary>
    public static readonly DiagnosticCode Ambiguous = new("KEY-0005");
}
