using System.Collections.Immutable;
using Compliance.Policy.Library;
using Compliance.Policy.Results;

namespace Compliance.Policy.Cases.Covering;

/// <summary>Says which checks no case ever saw fail, or ever saw unknown.</summary>
public static class CaseCoverage
{
    /// <summary>Every check of every policy, by policy and in the order of the document.</summary>
    public static ImmutableArray<CheckCoverage> Of(PolicyLibrary library, IEnumerable<CaseResult> results)
    {
        ArgumentNullException.ThrowIfNull(library);
        ArgumentNullException.ThrowIfNull(results);
        var seen = results.SelectMany(result => result.Got.Reasons.Select(reason => (result.Case.Path, Key: (result.Case.PolicyId, reason.Check, reason.Verdict))))
            .Distinct().ToLookup(entry => entry.Key, entry => entry.Path);
        return
        [
            .. from policy in library.Policies.Values
               from check in policy.Document.Require.Select((check, index) => (check.Id, Path: FormattableString.Invariant($"require/{index}/id")))
               select new CheckCoverage(policy.Id, check.Id, policy.PlaceOf(check.Path), seen[(policy.Id, check.Id, Verdict.NotMet)].Count(), seen[(policy.Id, check.Id, Verdict.Unknown)].Count()),
        ];
    }
}
