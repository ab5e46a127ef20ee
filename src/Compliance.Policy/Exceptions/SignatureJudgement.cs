using System.Collections.Immutable;

namespace Compliance.Policy.Exceptions;

/// <summary>The signature beside a document that people wrote, as whoever can compute signatures judged it.</summary>
/// <param name="Signer">Name of the trusted identity that signed; empty unless verified.</param>
/// <param name="Roles">Roles in which that identity may sign, by the caller's trust.</param>
/// <param name="Detail">Why it is not verified; empty when it is.</param>
public sealed record SignatureJudgement(SignatureStanding Standing, string Signer, ImmutableArray<string> Roles, string Detail)
{
    public static SignatureJudgement Absent { get; } = new(SignatureStanding.Absent, "", [], "there is no signature beside it");

    /// <summary><c>verified</c>, <c>failed</c>, <c>indeterminate</c> or <c>absent</c>.</summary>
    public string Word => Standing switch
    {
        SignatureStanding.Verified => "verified",
        SignatureStanding.Failed => "failed",
        SignatureStanding.Absent => "absent",
        _ => "indeterminate",
    };
}
