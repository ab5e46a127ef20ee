using Compliance.Policy.Cases;
using Compliance.Policy.Cases.Mutating;
using Compliance.Policy.Documents;
using Compliance.Policy.Library;
using Compliance.Policy.Library.Scaffolding;
using Compliance.Policy.Linting;
using Compliance.Policy.Results;

namespace Compliance.Tests.Policy.Library.Scaffolding;

public sealed class PolicyScaffoldTests
{
    public static TheoryData<SubjectKind> Subjects => [.. Enum.GetValues<SubjectKind>()];

    [Theory]
    [MemberData(nameof(Subjects))]
    public void Scaffold_lints_tests_and_leaves_no_survivor(SubjectKind subject)
    {
        var files = ShippedPolicies.Files().AddRange(PolicyScaffold.Make("trial", "first-try", subject, "nist-800-53r5", "cm-6"));
        Assert.Empty(PolicyLinter.Lint(files));
        var library = PolicyLibrary.Load(files).Required();
        var cases = PolicyCaseReader.ReadAll(library).Cases.Where(one => one.PolicyId == "first-try").ToList();
        Assert.Equal([Verdict.NotMet, Verdict.Unknown, Verdict.Met], cases.Select(one => one.Expect).Order());
        Assert.All(PolicyCaseRunner.Run(library, cases), result => Assert.True(result.Passed, result.ToString()));
        Assert.Empty(Assert.Single(PolicyMutation.Run(library, cases, "first-try")).Survivors);
    }

    [Theory]
    [InlineData("profiles", "x")]
    [InlineData("catalogs", "x")]
    [InlineData("..", "x")]
    [InlineData("a", "B")]
    [InlineData("a", "b\n")]
    [InlineData("", "b")]
    public void Name_that_is_none_is_refused(string family, string id) => Assert.False(PolicyScaffold.IsName(family, id));
}
