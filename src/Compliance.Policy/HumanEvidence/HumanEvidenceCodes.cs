using Compliance.Formats.Reading;

namespace Compliance.Policy.HumanEvidence;

/// <summary>Why a record of human evidence does not count; <c>docs/diagnostics.md</c> lists cause and cure.</summary>
public static class HumanEvidenceCodes
{
    public static readonly DiagnosticCode Unreadable = new("EVID-0001");
    public static readonly DiagnosticCode OtherSystem = new("EVID-0002");
    public static readonly DiagnosticCode Expired = new("EVID-0003");

    /// <summary>Collected after the judged day.</summary>
    public static readonly DiagnosticCode NotYet = new("EVID-0004");

    /// <summary>The content is missing, or has another digest.</summary>
    public static readonly DiagnosticCode Content = new("EVID-0005");

    /// <summary>No catalog lists the objective.</summary>
    public static readonly DiagnosticCode Objective = new("EVID-0006");

    /// <summary>There is a signature, and it does not verify under the caller's trust.</summary>
    public static readonly DiagnosticCode Signature = new("EVID-0007");

    /// <summary>Signed by another than the one who collected it.</summary>
    public static readonly DiagnosticCode Signer = new("EVID-0008");

    /// <summary>Two records have the same id.</summary>
    public static readonly DiagnosticCode Repeated = new("EVID-0009");
}
