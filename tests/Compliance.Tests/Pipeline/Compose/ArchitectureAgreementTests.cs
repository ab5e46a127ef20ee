using System.Text;
using Compliance.Formats.Packages.Apk;
using Compliance.Formats.Packages.Apk.Versions;
using Compliance.Pipeline.Apk.Solving;
using Compliance.Pipeline.Compose;

namespace Compliance.Tests.Pipeline.Compose;

/// <summary>One world for two architectures.</summary>
public sealed class ArchitectureAgreementTests
{
    [Fact]
    public void Version_that_one_architecture_can_not_have_loses_on_all()
    {
        var solutions = Solve("P:app\nV:2\n\nP:app\nV:1\n\nP:lib\nV:1\n", "P:app\nV:2\nD:lib>1\n\nP:app\nV:1\nD:lib\n\nP:lib\nV:1\n", "app");
        Assert.Equal(("app=1", "app=1 lib=1"), (Names(solutions["amd64"]), Names(solutions["arm64"])));
    }

    [Fact]
    public void Without_a_version_for_all_the_refusal_says_who_would_get_which()
    {
        var solutions = Solve("P:app\nV:2\n\nP:app\nV:1\nD:none\n", "P:app\nV:2\nD:none\n\nP:app\nV:1\n", "app");
        var refusal = solutions["amd64"].Refusal!;
        Assert.Equal(["app"], refusal.World);
        Assert.Contains("no version is on every architecture: app is app-2 on amd64, app-1 on arm64", refusal.Causes);
    }

    [Fact]
    public void Conflicts_and_virtual_names_of_the_world_are_no_disagreement()
    {
        const string Same = "P:dash\nV:1\np:/bin/sh\n\nP:ash\nV:1\n";
        Assert.All(Solve(Same, Same, "/bin/sh !ash").Values, solution => Assert.Equal("dash=1", Names(solution)));
    }

    private static IReadOnlyDictionary<string, ApkSolution> Solve(string amd, string arm, string world)
    {
        ApkDependency[] items = [.. world.Split(' ').Select(text => ApkDependency.TryParse(text, out var item) ? item : throw new ArgumentException(text))];
        var universes = new Dictionary<string, ApkUniverse>(StringComparer.Ordinal) { ["amd64"] = Universe(amd), ["arm64"] = Universe(arm) };
        return ArchitectureAgreement.Solve(universes, items, out _);
    }

    private static ApkUniverse Universe(string records) => new([(new ApkSource("main", "", 0), ApkDatabase.Read(Encoding.UTF8.GetBytes(records), "index").Required().Packages)], "");

    private static string Names(ApkSolution solution) => string.Join(' ', solution.Packages.Select(package => $"{package.Candidate.Name}={package.Candidate.Version}").Order(StringComparer.Ordinal));
}
