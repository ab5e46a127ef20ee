using Compliance.Formats.Reading;

namespace Compliance.Cryptography.Trust;

/// <summary>Codes of defects in the caller's trust folder.</summary>
public static class TrustCodes
{
    /// <summary>No <c>trust.yaml</c> in the folder.</summary>
    public static readonly DiagnosticCode NoPolicy = new("TRUST-0001");

    public static readonly DiagnosticCode UnknownField = new("TRUST-0002");

    public static readonly DiagnosticCode MissingField = new("TRUST-0003");

    /// <summary>A value of the wrong kind, or none of those allowed.</summary>
    public static readonly DiagnosticCode BadValue = new("TRUST-0004");

    public static readonly DiagnosticCode DuplicateName = new("TRUST-0005");

    /// <summary>A file that trust.yaml names is not in the folder.</summary>
    public static readonly DiagnosticCode NoFile = new("TRUST-0006");

    /// <summary>A private key lies in the folder.</summary>
    public static readonly DiagnosticCode PrivateKey = new("TRUST-0007");

    /// <summary>Two identities have the same key.</summary>
    public static readonly DiagnosticCode DuplicateKey = new("TRUST-0008");

    /// <summary>The window ends before it begins.</summary>
    public static readonly DiagnosticCode EmptyWindow = new("TRUST-0009");

    /// <summary>More files or identities than are read.</summary>
    public static readonly DiagnosticCode TooMany = new("TRUST-0010");
}
