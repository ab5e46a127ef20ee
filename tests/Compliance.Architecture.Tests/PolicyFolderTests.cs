namespace Compliance.Architecture.Tests;

/// <summary>What every policy folder holds.</summary>
public sealed class PolicyFolderTests
{
    [Fact]
    public void Every_policy_has_a_readme_and_its_three_kinds_of_case()
    {
        var policies = House.Files("policies", "policy.yaml").ToList();
        Assert.NotEmpty(policies);
        foreach (var policy in policies)
        {
            var folder = Path.GetDirectoryName(policy)!;
            Assert.True(File.Exists(Path.Combine(House.Root, folder, "README.md")), $"{folder}/README.md is missing");
            var expected = House.Files(Path.Combine(folder, "cases"), "*.yaml").Select(House.Read).ToList();
            foreach (var kind in new[] { "expect: met", "expect: not met", "expect: unknown" })
                Assert.True(expected.Any(text => text.Split('\n').Any(line => line.Trim() == kind)), $"{folder} has no case with '{kind}'");
        }
    }
}
