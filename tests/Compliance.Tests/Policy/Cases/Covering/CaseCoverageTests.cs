using Compliance.Policy.Cases;
using Compliance.Policy.Cases.Covering;

namespace Compliance.Tests.Policy.Cases.Covering;

public sealed class CaseCoverageTests
{
    [Fact]
    public void Check_that_no_case_saw_fail_is_named_with_its_place()
    {
        var library = ShippedPolicies.Library;
        var results = PolicyCaseRunner.Run(library, ShippedPolicies.Cases.Where(one => one.PolicyId == "crypto-approved-mode" && one.Expect == Compliance.Policy.Results.Verdict.Met));
        var coverage = CaseCoverage.Of(library, results).Where(check => check.PolicyId == "crypto-approved-mode").ToList();
        Assert.Equal(["activated", "no-default-beside", "not-contradicted"], coverage.Select(check => check.Check));
        Assert.All(coverage, check => Assert.False(check.IsCovered));
        Assert.Equal("cryptography/crypto-approved-mode/policy.yaml:8:9", coverage[0].Place.ToString());
    }
}
