using System.Collections.Immutable;
using Compliance.Policy.Results;

namespace Compliance.Policy.Cases;

/// <summary>What running a case showed.</summary>
/// <param name="Got">The policy's result over the case's facts.</param>
/// <param name="Because">Ids of the checks that gave the verdict, ordinal order.</param>
public sealed record CaseResult(PolicyCase Case, PolicyResult Got, ImmutableArray<string> Because)
{
    /// <summary>Verdict and reasons are as stated. A case that expects met needs no reasons.</summary>
    public bool Passed => Got.Verdict == Case.Expect && (Case.Expect == Verdict.Met || Because.SequenceEqual(Case.Because, StringComparer.Ordinal));

    public override string ToString() => Passed
        ? $"{Case.Path}: {Got.Verdict.ToWords()}"
        : $"{Case.ExpectPlace}: expected {Case.Expect.ToWords()} because of [{string.Join(", ", Case.Because)}], got {Got.Verdict.ToWords()} because of [{string.Join(", ", Because)}]"
          + string.Concat(Got.Reasons.Select(reason => $"\n    {reason.Check}: {reason.Verdict.ToWords()}: {reason.Message}"));
}
