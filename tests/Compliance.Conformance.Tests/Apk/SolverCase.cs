using System.Text.RegularExpressions;
using Compliance.Formats.Packages.Apk;
using Compliance.Formats.Packages.Apk.Versions;
using Compliance.Formats.Reading;
using Compliance.Pipeline.Apk.Solving;

namespace Compliance.Conformance.Tests.Apk;

/// <summary>One <c>.test</c> file of apk-tools' solver suite.</summary>
internal sealed partial class SolverCase
{
    private readonly List<string> world = [];
    private readonly List<(ApkSource Source, IEnumerable<ApkPackage> Packages)> repositories = [];
    private bool isForced;

    /// <summary>Needs what an image build does not have: an installed database.</summary>
    public bool HasState { get; private set; }

    public string Expected { get; private set; } = "";

    public static SolverCase Read(string file)
    {
        var read = new SolverCase();
        var expect = new List<string>();
        var isExpect = false;
        foreach (var line in File.ReadLines(file))
        {
            if (isExpect) expect.Add(line);
            else if (line.StartsWith("@EXPECT", StringComparison.Ordinal)) isExpect = true;
            else read.Take(line, Path.GetDirectoryName(file)!);
        }

        read.Expected = expect.Exists(line => line.StartsWith("ERROR", StringComparison.Ordinal))
            ? "ERROR"
            : string.Join(' ', expect.Select(line => Installing().Match(line)).Where(match => match.Success)
                .Select(match => $"{match.Groups[1].Value}={match.Groups[2].Value}").Order(StringComparer.Ordinal));
        return read;
    }

    public string Solve()
    {
        var items = new List<ApkDependency>();
        foreach (var text in world)
        {
            if (!ApkDependency.TryParse(text, out var item) || !item.NamesValidVersion) return "ERROR";
            items.Add(item);
        }

        var universe = new ApkUniverse(repositories, "x86_64");
        var options = new SolverOptions { Choice = ProviderChoice.ApkTools };
        var solution = isForced ? ApkSolver.SolveWhatCanBeHad(universe, items, out _, options) : ApkSolver.Solve(universe, items, options);
        return solution.IsSolved
            ? string.Join(' ', solution.Packages.Select(package => $"{Tagged(package.Candidate)}={package.Candidate.Version}").Order(StringComparer.Ordinal))
            : "ERROR";
    }

    private void Take(string line, string folder)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        switch (words)
        {
            case ["@INSTALLED", ..]:
                HasState = true;
                break;
            case ["@WORLD", ..]:
                world.AddRange(words[1..]);
                break;
            // Packages in the cache are there to be taken, as those of a repository are.
            case ["@REPO", _, _] or ["@REPO", _] or ["@CACHE", _]:
                var tag = words.Length == 3 ? words[1].TrimStart('@') : "";
                var text = File.ReadAllBytes(Path.Combine(folder, words[^1]));
                repositories.Add((new ApkSource(words[^1], tag, repositories.Count), ApkDatabase.Read(text, words[^1]).Required().Packages));
                break;
            case ["@ARGS", ..]:
                Arguments(words[1..]);
                break;
        }
    }

    private void Arguments(string[] words)
    {
        isForced = words.Contains("--force-broken-world");
        var isVirtual = words.Contains("-t");
        foreach (var word in words.Where(word => word[0] != '-' && word != "add"))
        {
            world.Add(word);
            // "add -t name" makes an empty package of that name.
            if (isVirtual && word.Split('=') is [var name, var version])
                repositories.Add((new ApkSource("virtual", "", 0), [new ApkPackage { Locator = new Locator("virtual"), Name = name, Version = version }]));
        }
    }

    private static string Tagged(ApkCandidate candidate) => candidate.Source.Tag.Length == 0 ? candidate.Name : $"{candidate.Name}@{candidate.Source.Tag}";

    [GeneratedRegex(@"^\(\d+/\d+\) Installing (\S+) \((\S+)\)$")]
    private static partial Regex Installing();
}
