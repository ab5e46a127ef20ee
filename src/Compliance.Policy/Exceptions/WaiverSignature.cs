using System.Collections.Immutable;

namespace Compliance.Policy.Exceptions;

/// <summary>The signature beside a waiver, as whoever can compute signatures judged it.</summary>
/// <param name="Signer">Name of the trusted identity that signed; empty unless verified.</param>
/// <param name="Roles">Roles in which that identity may approve, by the caller's trust.</param>
/// <param name="Detail">Why it is not verified; empty when it is.</param>
public sealed record WaiverSignature(WaiverSignatureOutcome Outcome, string Signer, ImmutableArray<string> Roles, string Detail)
{
    public static WaiverSignature Absent { get; } = new(WaiverSignatureOutcome.Absent, "", [], "there is no signature beside it");

    /// <summary><c>verified</c>, <c>failed</c>, <c>indeterminate</c> or <c>absent</c>.</summary>
    public string Word => Outcome switch
    {
        WaiverSignatureOutcome.Verified => "verified",
        WaiverSignatureOutcome.Failed => "failed",
        WaiverSignatureOutcome.Absent => "absent",
        _ => "indeterminate",
    };
}
