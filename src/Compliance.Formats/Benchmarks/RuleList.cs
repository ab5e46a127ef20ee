using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Compliance.Formats.Reading;

namespace Compliance.Formats.Benchmarks;

/// <summary>Gathers the rules of one report within bounds.</summary>
internal sealed partial class RuleList(BenchmarkFormat format, DefectCollector defects)
{
    /// <summary>Rules of one report.</summary>
    public const int MaxRules = 50_000;

    private readonly SortedDictionary<string, BenchmarkRule> rules = new(StringComparer.Ordinal);
    private readonly SortedSet<Digest> subjects = [];

    public string BenchmarkId { get; set; } = "";

    public string Version { get; set; } = "";

    public string Profile { get; set; } = "";

    public string Tool { get; set; } = "";

    public string Target { get; set; } = "";

    public int Count => rules.Count;

    public void Add(BenchmarkRule rule, Locator place)
    {
        if (rule.Id.Length == 0)
        {
            defects.Add(BenchmarkCodes.NoResults, place, "a result without the id of its rule");
            return;
        }

        if (rules.TryGetValue(rule.Id, out var known))
        {
            if (rule.Outcome < known.Outcome) rules[rule.Id] = rule;
        }
        else if (rules.Count == MaxRules)
        {
            defects.Add(BenchmarkCodes.Bounds, place, $"more than {MaxRules} rules");
        }
        else
        {
            rules.Add(rule.Id, rule);
        }
    }

    /// <summary>Notes every SHA-256 digest that a description of the target names.</summary>
    public void NoteSubjects(string text)
    {
        foreach (Match match in NamedDigest().Matches(Cut(text)))
        {
            if (subjects.Count < 100 && Digest.TryParse(match.Value, out var digest)) subjects.Add(digest);
        }
    }

    public BenchmarkReport Build() => new()
    {
        Format = format,
        BenchmarkId = Cut(BenchmarkId),
        Version = Cut(Version),
        Profile = Cut(Profile),
        Tool = Cut(Tool),
        Target = Cut(Target),
        Subjects = [.. subjects],
        Rules = [.. rules.Values],
    };

    /// <summary>Text on one line, without what stands around it, at most <see cref="BenchmarkRule.MaxText"/> characters.</summary>
    public static string Cut(string text)
    {
        var line = text.Trim().ReplaceLineEndings(" ");
        return line.Length <= BenchmarkRule.MaxText ? line : $"{line[..(BenchmarkRule.MaxText - 1)]}…";
    }

    [GeneratedRegex("sha256:[0-9a-f]{64}", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex NamedDigest();
}
