using Compliance.Formats.Reading;

namespace Compliance.Formats.Attestation.Notary;

/// <summary>What can be wrong with a Notary Project signature; causes and cures are in <c>docs/diagnostics.md</c>.</summary>
public static class NotaryCodes
{
    /// <summary>Not an envelope that can be read.</summary>
    public static readonly DiagnosticCode Envelope = new("NOTA-0001");

    /// <summary>A signed attribute is missing, unknown and critical, or not of its kind.</summary>
    public static readonly DiagnosticCode Attribute = new("NOTA-0002");

    /// <summary>The payload names the image.</summary>
    public static readonly DiagnosticCode Payload = new("NOTA-0003");

    /// <summary>The signature verifies, by the algorithm that its key demands.</summary>
    public static readonly DiagnosticCode Integrity = new("NOTA-0004");

    /// <summary>The certificates lead to an anchor of the caller and name whom the caller asks for.</summary>
    public static readonly DiagnosticCode Authenticity = new("NOTA-0005");

    /// <summary>The certificates were valid when it was signed.</summary>
    public static readonly DiagnosticCode Time = new("NOTA-0006");

    /// <summary>The signature has not expired.</summary>
    public static readonly DiagnosticCode Expiry = new("NOTA-0007");

    /// <summary>Revocation, which is not asked offline.</summary>
    public static readonly DiagnosticCode Revocation = new("NOTA-0008");

    /// <summary>The caller skips or eases checks.</summary>
    public static readonly DiagnosticCode Level = new("NOTA-0009");
}
