using Compliance.Formats.Reading;

namespace Compliance.Formats.Sbom;

/// <summary>What can be wrong with an SBOM; causes and cures are in <c>docs/diagnostics.md</c>.</summary>
public static class SbomCodes
{
    public static readonly DiagnosticCode UnknownFormat = new("SBOM-0001");
    public static readonly DiagnosticCode RdfNotRead = new("SBOM-0002");
    public static readonly DiagnosticCode BadXml = new("SBOM-0003");
    public static readonly DiagnosticCode TextTooLarge = new("SBOM-0004");
    public static readonly DiagnosticCode OtherFormatNotRead = new("SBOM-0006");
    public static readonly DiagnosticCode UnknownVersion = new("SBOM-0007");
    public static readonly DiagnosticCode MissingMember = new("SBOM-0008");
    public static readonly DiagnosticCode WrongKind = new("SBOM-0009");
    public static readonly DiagnosticCode BadValue = new("SBOM-0010");
    public static readonly DiagnosticCode RepeatedIdentifier = new("SBOM-0011");
    public static readonly DiagnosticCode DanglingReference = new("SBOM-0012");
    public static readonly DiagnosticCode BadHash = new("SBOM-0013");
    public static readonly DiagnosticCode BadDate = new("SBOM-0014");
    public static readonly DiagnosticCode BadLicence = new("SBOM-0015");
    public static readonly DiagnosticCode BadProfile = new("SBOM-0016");
    public static readonly DiagnosticCode TooMany = new("SBOM-0018");
    public static readonly DiagnosticCode SchemaBroken = new("SBOM-0017");
}
