using Compliance.Formats.Reading;

namespace Compliance.Formats.Attestation;

/// <summary>What can be wrong with envelopes, statements and payloads; causes and cures are in <c>docs/diagnostics.md</c>.</summary>
public static class AttestationCodes
{
    public static readonly DiagnosticCode NotEnvelope = new("ATT-0001");
    public static readonly DiagnosticCode BadBase64 = new("ATT-0002");
    public static readonly DiagnosticCode NoSignature = new("ATT-0003");
    public static readonly DiagnosticCode NotStatement = new("ATT-0004");
    public static readonly DiagnosticCode NoPredicateType = new("ATT-0005");
    public static readonly DiagnosticCode NoSubject = new("ATT-0006");
    public static readonly DiagnosticCode BadDigest = new("ATT-0007");
    public static readonly DiagnosticCode TooManySubjects = new("ATT-0008");
    public static readonly DiagnosticCode NotProvenance = new("ATT-0009");
    public static readonly DiagnosticCode MissingMember = new("ATT-0010");
    public static readonly DiagnosticCode WrongKind = new("ATT-0011");
    public static readonly DiagnosticCode NotSimpleSigning = new("ATT-0012");
    public static readonly DiagnosticCode UnknownBundle = new("ATT-0013");
    public static readonly DiagnosticCode BundleContent = new("ATT-0014");
    public static readonly DiagnosticCode TextDiffers = new("ATT-0015");
    public static readonly DiagnosticCode NotSummary = new("ATT-0016");
    public static readonly DiagnosticCode PredicateDiffers = new("ATT-0017");
}
