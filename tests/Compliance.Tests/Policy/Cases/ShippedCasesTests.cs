using Compliance.Policy.Cases;
using Compliance.Policy.Cases.Covering;
using Compliance.Policy.Cases.Mutating;

namespace Compliance.Tests.Policy.Cases;

public sealed class ShippedCasesTests
{
    [Fact]
    public void Every_case_leads_to_its_verdict_and_reasons()
    {
        var (cases, defects) = PolicyCaseReader.ReadAll(ShippedPolicies.Library);
        Assert.Empty(defects);
        Assert.True(cases.Length >= 45);
        Assert.Empty(PolicyCaseRunner.Run(ShippedPolicies.Library, cases).Where(result => !result.Passed).Select(result => result.ToString()));
    }

    [Fact]
    public void Every_check_fails_in_some_case_and_is_unknown_in_some_case()
    {
        var results = PolicyCaseRunner.Run(ShippedPolicies.Library, ShippedPolicies.Cases);
        Assert.Empty(CaseCoverage.Of(ShippedPolicies.Library, results).Where(check => !check.IsCovered).Select(check => $"{check.PolicyId}/{check.Check}"));
    }

    /// <summary>The read-me of a policy names each change that no case can notice, with its reason; the list is exact.</summary>
    [Fact]
    public void Every_small_change_of_an_expression_is_noticed_or_accepted_with_a_reason()
    {
        var reports = PolicyMutation.Run(ShippedPolicies.Library, ShippedPolicies.Cases).ToList();
        Assert.Empty(reports.SelectMany(report => report.Survivors).Select(mutant => $"{mutant.Place}: {mutant.Before} → {mutant.After}"));
        Assert.Empty(reports.SelectMany(report => report.Stale.Select(line => $"{report.PolicyId}: {line}")));
        Assert.All(reports.SelectMany(report => report.Accepted), accepted => Assert.NotEmpty(accepted.Reason));
        Assert.True(reports.Sum(report => report.Killed) > 350);
    }
}
