using System.Text;
using Compliance.Policy.Cases;
using Compliance.Policy.Evaluating;
using Compliance.Policy.Library;
using Compliance.Policy.Results;

namespace Compliance.Tests.Policy.Evaluating;

/// <summary>The rules around the checks, each on a policy of two lines.</summary>
public sealed class PolicyRulesTests
{
    private const string OverItems = """
        subject: package
        where: pkg.database == "apk"
        require:
          - { id: good, check: 'pkg.version == "1"', otherwise: '{{ pkg.name }} is {{ pkg.version }} of {{ pkg.fileCount }} files', remedy: Update it. }
        population: counts.packages
        """;

    private const string OverImage = """
        subject: image
        require:
          - { id: good, check: hardening.uid > 0, otherwise: 'shells {{ hardening.shells }}, manager {{ hardening.packageManagers }}', remedy: Change it. }
        """;

    [Theory]
    [InlineData("packages: [ { database: apk, version: '1' } ], counts: { packages: 1 }", Verdict.Met, "")]
    [InlineData("packages: [ { database: apk, version: '1' } ], counts: { packages: 2 }", Verdict.Unknown, "population")]
    [InlineData("packages: [ { database: apk, version: '1' } ]", Verdict.Unknown, "population")]
    [InlineData("packages: [ { database: apk, version: '1' } ], coverage: { packages: partial }, counts: { packages: 1 }", Verdict.Unknown, "population")]
    [InlineData("packages: [ { database: apk, version: '2' } ], coverage: { packages: partial }", Verdict.NotMet, "good")]
    [InlineData("packages: [ { database: dpkg, version: '2' } ], counts: { packages: 1 }", Verdict.Unknown, "population")]
    [InlineData("packages: [ { database: { unknown: torn }, version: '2' } ], counts: { packages: 1 }", Verdict.Unknown, "where")]
    [InlineData("packages: [], counts: { packages: 0 }", Verdict.Unknown, "population")]
    [InlineData("packages: [ { database: apk, version: '1' }, { database: apk } ], counts: { packages: 2 }", Verdict.Unknown, "good")]
    public void Items_are_judged_by_the_rules(string given, Verdict expected, string because)
    {
        var result = Judge(OverItems, given);
        Assert.Equal(expected, result.Verdict);
        Assert.Equal(because.Split(',', StringSplitOptions.RemoveEmptyEntries), result.Reasons.Where(reason => reason.Verdict == expected).Select(reason => reason.Check).Distinct());
    }

    [Theory]
    [InlineData("when: counts.packages == 0", "packages: [], counts: { packages: 0 }", Verdict.NotApplicable)]
    [InlineData("when: image.pinned", "packages: [], counts: { packages: 0 }", Verdict.Unknown)]
    [InlineData("when: counts.packages == 1", "packages: [], counts: { packages: 0 }", Verdict.Unknown)]
    [InlineData("when: 'true'", "packages: [ { database: apk, version: '2' } ], counts: { packages: 1 }", Verdict.NotMet)]
    [InlineData("when: 'true'", "packages: [], counts: { packages: 1 }", Verdict.Unknown)]
    public void Not_applicable_needs_the_clause_and_nothing_to_judge(string clause, string given, Verdict expected) =>
        Assert.Equal(expected, Judge($"{OverItems}\nnotApplicable: {{ {clause}, because: nothing here }}", given).Verdict);

    [Theory]
    [InlineData("hardening: { uid: 0 }, image: { pinned: true }", Verdict.NotApplicable)]
    [InlineData("hardening: { uid: 1 }, image: { }", Verdict.Unknown)]
    [InlineData("hardening: { uid: 0 }, image: { }", Verdict.NotMet)]
    [InlineData("hardening: { uid: 1 }, image: { pinned: false }", Verdict.Met)]
    public void Image_is_not_applicable_only_when_that_is_known(string given, Verdict expected) =>
        Assert.Equal(expected, Judge($"{OverImage}\nnotApplicable: {{ when: image.pinned, because: pinned }}", given).Verdict);

    [Theory]
    [InlineData("{ from: 2026-11-24 }", Verdict.NotApplicable)]
    [InlineData("{ until: 2026-11-22 }", Verdict.NotApplicable)]
    [InlineData("{ from: 2026-11-23, until: 2026-11-23 }", Verdict.NotMet)]
    public void Policy_is_in_force_on_its_days_only(string effective, Verdict expected) =>
        Assert.Equal(expected, Judge($"{OverImage}\neffective: {effective}", "hardening: { uid: 0 }").Verdict);

    [Fact]
    public void Message_shows_lists_and_says_what_is_unknown()
    {
        Assert.Equal("shells bin/sh, bin/bash, manager none", Judge(OverImage, "hardening: { uid: 0, shells: [ bin/sh, bin/bash ], packageManagers: [] }").Reasons[0].Message);
        Assert.Equal("x is 2 of (unknown) files", Judge(OverItems, "packages: [ { name: x, database: apk, version: '2' } ], counts: { packages: 1 }").Reasons[0].Message);
    }

    [Fact]
    public void Failing_expression_is_unknown_with_its_error()
    {
        var result = Judge(OverImage.Replace("hardening.uid > 0", "1 / hardening.uid > 0", StringComparison.Ordinal), "hardening: { uid: 0 }");
        Assert.Equal(Verdict.Unknown, result.Verdict);
        Assert.Contains("the expression fails", result.Reasons[0].Message, StringComparison.Ordinal);
    }

    private static PolicyResult Judge(string rules, string given)
    {
        var text = $"id: p\ntitle: t\nrationale: r\nseverity: low\ncontrols: [ {{ framework: f, id: c, source: s }} ]\n{rules}\n";
        var catalog = "framework: f\ntitle: t\nsource: s\ncontrols: [ { id: c, title: t } ]\n";
        var library = PolicyLibrary.Load([File("family/p/policy.yaml", text), File("catalogs/controls/f.yaml", catalog)]).Required();
        var policy = library.Policies["p"];
        var one = PolicyCaseReader.Read(File("family/p/cases/c.yaml", $"about: a\ngiven: {{ {given} }}\nexpect: met\n"), policy).Required();
        return PolicyEngine.Judge(new SelectedPolicy(policy, policy.Document.Severity, ParameterValues.Defaults(policy.Document), []), one.Given, one.At);
    }

    private static PolicyFile File(string path, string text) => new(path, Encoding.UTF8.GetBytes(text));
}
