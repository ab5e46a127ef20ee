using Compliance.Formats.Reading;

namespace Compliance.Policy.Exceptions;

/// <summary>Why a waiver has no effect; <c>docs/diagnostics.md</c> lists cause and cure.</summary>
public static class WaiverCodes
{
    public static readonly DiagnosticCode Unreadable = new("WAIVER-0001");
    public static readonly DiagnosticCode OtherSystem = new("WAIVER-0002");
    public static readonly DiagnosticCode OtherPolicy = new("WAIVER-0003");

    /// <summary>Not approved on the day, yet.</summary>
    public static readonly DiagnosticCode NotApproved = new("WAIVER-0004");
    public static readonly DiagnosticCode Rejected = new("WAIVER-0005");
    public static readonly DiagnosticCode Expired = new("WAIVER-0006");

    /// <summary>Steps are missing, out of order, or dated backwards.</summary>
    public static readonly DiagnosticCode Steps = new("WAIVER-0007");

    /// <summary>One person took two of the steps.</summary>
    public static readonly DiagnosticCode SamePerson = new("WAIVER-0008");

    /// <summary>The system file does not name the approver.</summary>
    public static readonly DiagnosticCode Approver = new("WAIVER-0009");
    public static readonly DiagnosticCode Unsigned = new("WAIVER-0010");

    /// <summary>There is a signature, and it does not verify under the caller's trust.</summary>
    public static readonly DiagnosticCode Signature = new("WAIVER-0011");

    /// <summary>Signed by another than the approver.</summary>
    public static readonly DiagnosticCode Signer = new("WAIVER-0012");

    /// <summary>An operational requirement for a policy of severity high.</summary>
    public static readonly DiagnosticCode HighRequirement = new("WAIVER-0013");

    /// <summary>Longer than the profile allows, or a risk that is adjusted upwards.</summary>
    public static readonly DiagnosticCode Bounds = new("WAIVER-0014");

    /// <summary>No image of the audit, or no item of the policy, is meant.</summary>
    public static readonly DiagnosticCode NoMatch = new("WAIVER-0015");

    /// <summary>The policy is not <i>not met</i>: there is nothing to waive.</summary>
    public static readonly DiagnosticCode NotNeeded = new("WAIVER-0016");

    /// <summary>Something that is not met is not covered by this waiver or another one.</summary>
    public static readonly DiagnosticCode Partial = new("WAIVER-0017");

    /// <summary>Two waivers have the same id.</summary>
    public static readonly DiagnosticCode Repeated = new("WAIVER-0018");

    /// <summary>The vendor was not asked within the month before the judged day.</summary>
    public static readonly DiagnosticCode CheckIn = new("WAIVER-0019");
}
