using Compliance.Policy.Results;

namespace Compliance.Evidence.Packaging;

/// <summary>How many results have each verdict.</summary>
public sealed record VerdictCounts(int Met, int NotMet, int Unknown, int NotApplicable)
{
    public static VerdictCounts Of(Evaluation evaluation) => new(
        evaluation.Results.Count(result => result.Verdict == Verdict.Met),
        evaluation.Results.Count(result => result.Verdict == Verdict.NotMet),
        evaluation.Results.Count(result => result.Verdict == Verdict.Unknown),
        evaluation.Results.Count(result => result.Verdict == Verdict.NotApplicable));
}
