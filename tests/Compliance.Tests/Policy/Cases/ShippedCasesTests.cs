using Compliance.Policy.Cases;

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
}
