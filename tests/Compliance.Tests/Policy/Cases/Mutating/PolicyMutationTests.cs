using System.Collections.Immutable;
using System.Text;
using Compliance.Policy.Cases;
using Compliance.Policy.Cases.Mutating;
using Compliance.Policy.Library;

namespace Compliance.Tests.Policy.Cases.Mutating;

public sealed class PolicyMutationTests
{
    private const string Met = "about: pinned\ngiven: { image: { pinned: true, os: linux } }\nexpect: met\n";
    private const string Tagged = "about: by tag\ngiven: { image: { pinned: false, os: linux } }\nexpect: not met\nbecause: [ p/holds ]\n";
    private const string Neither = "about: neither\ngiven: { image: { pinned: false, os: windows } }\nexpect: not met\nbecause: [ p/holds ]\n";
    private const string Windows = "about: another system\ngiven: { image: { pinned: true, os: windows } }\nexpect: not met\nbecause: [ p/holds ]\n";

    [Fact]
    public void Cases_that_tell_every_change_leave_no_survivor()
    {
        var report = Assert.Single(Run("", Met, Tagged, Windows));
        Assert.Empty(report.Survivors);
        Assert.Equal(4, report.Killed);
    }

    [Fact]
    public void Missing_case_leaves_survivors_with_their_places()
    {
        var report = Assert.Single(Run("", Met, Neither));
        var survivor = Assert.Single(report.Survivors);
        Assert.Equal(("holds", "f/p/policy.yaml:9:7"), (survivor.Part, survivor.Place.ToString()));
        Assert.Equal("image.pinned && image.os == \"linux\"", survivor.Before);
    }

    [Fact]
    public void Accepted_change_that_does_not_survive_is_stale()
    {
        var report = Assert.Single(Run("# p\n\n- survives: `image.pinned && image.os == \"linux\"` → `image.pinned || image.os == \"linux\"`: only Linux is built\n", Met, Tagged, Windows));
        Assert.Empty(report.Survivors);
        Assert.Single(report.Stale);
    }

    [Fact]
    public void Accepted_survivor_keeps_its_reason()
    {
        var before = Assert.Single(Assert.Single(Run("", Met, Neither)).Survivors);
        var report = Assert.Single(Run($"- survives: `{before.Before}` → `{before.After}`: because\n", Met, Neither));
        Assert.Empty(report.Survivors);
        Assert.Empty(report.Stale);
        Assert.Equal("because", Assert.Single(report.Accepted).Reason);
    }

    private static IEnumerable<MutationReport> Run(string readme, params string[] cases)
    {
        const string Policy = """
            id: p
            title: Something holds
            rationale: It should.
            subject: image
            require:
              - id: holds
                check: >-
                  image.pinned
                  && image.os == "linux"
                otherwise: it does not
                remedy: Make it.
            severity: low
            controls:
              - { framework: frame, id: one, source: nowhere }

            """;
        const string Catalog = "framework: frame\ntitle: Frame\nsource: none\ncontrols:\n  - { id: one, title: One }\n";
        var files = cases.Select((text, index) => File(FormattableString.Invariant($"f/p/cases/{index}.yaml"), text))
            .Concat([File("f/p/policy.yaml", Policy), File("f/p/README.md", readme), File("catalogs/controls/frame.yaml", Catalog)]);
        var library = PolicyLibrary.Load(files).Required();
        var (read, defects) = PolicyCaseReader.ReadAll(library);
        Assert.Empty(defects);
        Assert.All(PolicyCaseRunner.Run(library, read), result => Assert.True(result.Passed, result.ToString()));
        return PolicyMutation.Run(library, read);
    }

    private static PolicyFile File(string path, string text) => new(path, Encoding.UTF8.GetBytes(text));
}
