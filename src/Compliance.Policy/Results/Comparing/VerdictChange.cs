using System.Collections.Immutable;
using Compliance.Formats;

namespace Compliance.Policy.Results.Comparing;

/// <summary>One policy on one image, under two sets of policies.</summary>
/// <param name="Before">Null when the first set does not have the policy.</param>
/// <param name="After">Null when the second set does not have the policy.</param>
/// <param name="Gone">Reasons that only the first set gives.</param>
/// <param name="Come">Reasons that only the second set gives.</param>
public sealed record VerdictChange(string PolicyId, Digest Subject, Verdict? Before, Verdict? After, ImmutableArray<Reason> Gone, ImmutableArray<Reason> Come)
{
    /// <summary>The verdict is another one; otherwise only the reasons are.</summary>
    public bool IsVerdictChanged => Before != After;
}
