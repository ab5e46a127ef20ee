using Compliance.Formats.Reading;

namespace Compliance.Cryptography.Signing;

/// <summary>What can be wrong with a signing identity; causes and cures are in <c>docs/diagnostics.md</c>.</summary>
public static class SigningCodes
{
    public static readonly DiagnosticCode Key = new("SIGN-0001");
    public static readonly DiagnosticCode Passphrase = new("SIGN-0002");
    public static readonly DiagnosticCode KeyDiffers = new("SIGN-0003");
    public static readonly DiagnosticCode KeyNotApproved = new("SIGN-0004");
    public static readonly DiagnosticCode Usage = new("SIGN-0005");

    /// <summary>The name of a key in a token (RFC 7512).</summary>
    public static readonly DiagnosticCode TokenUri = new("SIGN-0006");

    /// <summary>A PKCS#11 module, its token or the key in it can't be used.</summary>
    public static readonly DiagnosticCode Token = new("SIGN-0007");
}
