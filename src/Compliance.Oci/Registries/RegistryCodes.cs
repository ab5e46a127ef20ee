using Compliance.Formats.Reading;

namespace Compliance.Oci.Registries;

/// <summary>What can be wrong with a registry and its answers; causes and cures are in <c>docs/diagnostics.md</c>.</summary>
public static class RegistryCodes
{
    public static readonly DiagnosticCode NotReachable = new("REG-0001");
    public static readonly DiagnosticCode Unavailable = new("REG-0002");
    public static readonly DiagnosticCode NotAllowed = new("REG-0003");
    public static readonly DiagnosticCode TokenRefused = new("REG-0004");
    public static readonly DiagnosticCode RedirectRefused = new("REG-0005");
    public static readonly DiagnosticCode UnexpectedAnswer = new("REG-0006");
    public static readonly DiagnosticCode NoSuchManifest = new("REG-0007");
    public static readonly DiagnosticCode DigestStatedWrong = new("REG-0008");
    public static readonly DiagnosticCode TooMany = new("REG-0009");
    public static readonly DiagnosticCode MirrorPassedOver = new("REG-0010");
    public static readonly DiagnosticCode ReferrersDiffer = new("REG-0011");
    public static readonly DiagnosticCode CredentialsUnreadable = new("REG-0012");
    public static readonly DiagnosticCode BadSettings = new("REG-0013");
    public static readonly DiagnosticCode NotTaken = new("REG-0014");

    /// <summary>Whether it is the way to the registry that is broken or closed, rather than what lies there.</summary>
    public static bool IsAboutTheWay(DiagnosticCode code) =>
        code == NotReachable || code == Unavailable || code == NotAllowed || code == TokenRefused || code == RedirectRefused || code == CredentialsUnreadable || code == NotTaken;
}
