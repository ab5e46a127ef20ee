using Compliance.Formats.Reading;

namespace Compliance.Policy;

/// <summary>What can be wrong with policies, profiles, catalogs, cases and the system file; <c>docs/diagnostics.md</c> lists cause and cure.</summary>
public static class PolicyDiagnostics
{
    /// <summary>A field that the document does not have.</summary>
    public static readonly DiagnosticCode UnknownField = new("POL-0001");

    /// <summary>A field that has to be there is not.</summary>
    public static readonly DiagnosticCode MissingField = new("POL-0002");

    /// <summary>Text, number, list or mapping where another is needed.</summary>
    public static readonly DiagnosticCode WrongType = new("POL-0003");

    /// <summary>The type is right and the value is not allowed.</summary>
    public static readonly DiagnosticCode BadValue = new("POL-0004");

    /// <summary>The name in the document is not that of its folder or file.</summary>
    public static readonly DiagnosticCode Misplaced = new("POL-0005");

    /// <summary>Two things have the same name.</summary>
    public static readonly DiagnosticCode Repeated = new("POL-0006");

    /// <summary>An expression gives another type than its place needs.</summary>
    public static readonly DiagnosticCode ResultType = new("POL-0007");

    /// <summary>A message template opens a placeholder and does not close it.</summary>
    public static readonly DiagnosticCode Template = new("POL-0008");

    /// <summary>A policy that judges items has no population, or one that judges the image has one.</summary>
    public static readonly DiagnosticCode Population = new("POL-0009");

    /// <summary>A control or framework that no catalog lists.</summary>
    public static readonly DiagnosticCode UnknownControl = new("POL-0010");

    /// <summary>A parameter that the policy does not have, or a value of another type.</summary>
    public static readonly DiagnosticCode Parameter = new("POL-0011");

    /// <summary>A policy or profile that does not exist is named.</summary>
    public static readonly DiagnosticCode UnknownPolicy = new("POL-0012");

    /// <summary>A policy lacks a met, a not-met or an unknown case.</summary>
    public static readonly DiagnosticCode CaseKinds = new("POL-0013");

    /// <summary>A case names a fact kind, field or count that does not exist, or a value of another type.</summary>
    public static readonly DiagnosticCode CaseFact = new("POL-0014");

    /// <summary>A policy folder lacks its README.md, or a file lies where none belongs.</summary>
    public static readonly DiagnosticCode Layout = new("POL-0015");

    /// <summary>A case leads to another verdict or other reasons than it states.</summary>
    public static readonly DiagnosticCode CaseDiffers = new("POL-0016");

    /// <summary>A word about validation that is not NIST's, such as "FIPS" with "compliant" (FedRAMP policy v1.1, FRR8).</summary>
    public static readonly DiagnosticCode AmbiguousTerm = new("POL-0017");
}
