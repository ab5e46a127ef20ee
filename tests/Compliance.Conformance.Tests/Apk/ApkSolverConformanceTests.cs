using Compliance.Formats.Packages.Apk.Indexes;
using Compliance.Formats.Packages.Apk.Versions;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;
using Compliance.Pipeline.Apk.Solving;

namespace Compliance.Conformance.Tests.Apk;

/// <summary>Worlds solved by the real apk, and the cases of its own solver suite that need no installed state.</summary>
public sealed class ApkSolverConformanceTests
{
    [Fact]
    public void Cases_of_apk_tools_have_their_outcome()
    {
        using var suite = new ConformanceSuite("apk-solver", "apk/apk-tools/solver");
        foreach (var file in Vectors.Files("apk/apk-tools/solver", "*.test"))
        {
            var read = SolverCase.Read(file);
            if (read.HasState) suite.LeaveOut("starts from installed packages");
            else suite.Check(Vectors.Name(file), read.Expected, read.Solve);
        }

        suite.Finish();
    }

    [Fact]
    public void Worlds_are_solved_as_apk_solves_them()
    {
        using var suite = new ConformanceSuite("apk-solver-oracle", "apk/oracle");
        foreach (var file in Vectors.Files("apk/oracle", "*.solver-results.json"))
        {
            var root = StrictJson.Read(File.ReadAllBytes(file), Vectors.Name(file)).Required().Root;
            var name = $"apk/indexes/{root["index"].AsText}.APKINDEX.tar.gz";
            if (!suite.Has(name)) continue;
            var index = ApkIndex.Read(File.ReadAllBytes(Path.Combine(Vectors.Root!, name)), name).Required();
            var universe = new ApkUniverse([(new ApkSource("main", "", 0), index.Packages)], "x86_64");
            foreach (var test in root["cases"].Items)
            {
                var expected = test["ok"].AsBoolean == true ? Sorted(test["install"].Items.Select(item => item.AsText ?? "")) : "refused";
                suite.Check($"{Vectors.Name(file)}{test.Pointer}", expected, () => Solve(expected, universe, [.. test["world"].Items.Select(item => item.AsText ?? "")]));
            }
        }

        suite.Finish();
    }

    private static string Solve(string expected, ApkUniverse universe, string[] world)
    {
        var items = new List<ApkDependency>();
        foreach (var text in world)
        {
            if (!ApkDependency.TryParse(text, out var item) || !item.NamesValidVersion) return "refused";
            // The oracle gave the world to "apk add", where a later mention of a name takes the place of an earlier one.
            items.RemoveAll(earlier => earlier.Name == item.Name);
            items.Add(item);
        }

        var solution = ApkSolver.Solve(universe, items, new SolverOptions { Choice = ProviderChoice.ApkTools });
        if (solution.Refusal is { World.Length: 0 } or { Causes.Length: 0 }) return "refused without a cause";
        return solution.IsSolved ? Sorted(solution.Packages.Select(package => $"{package.Candidate.Name}={package.Candidate.Version}")) : expected == "refused" ? expected : $"refused: {solution.Refusal}";
    }

    private static string Sorted(IEnumerable<string> packages) => string.Join(' ', packages.Order(StringComparer.Ordinal));
}
