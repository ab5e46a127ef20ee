using System.Text.RegularExpressions;

namespace Compliance.Architecture.Tests;

/// <summary>Every code in the source is in docs/diagnostics.md once, and every code there is in the source.</summary>
public sealed partial class DiagnosticTests
{
    [Fact]
    public void Every_code_is_documented_once()
    {
        var documented = Documented();
        Assert.Empty(documented.GroupBy(code => code).Where(group => group.Count() > 1).Select(group => group.Key));
        Assert.Empty(Declared().Except(documented));
    }

    [Fact]
    public void Every_documented_code_exists() => Assert.Empty(Documented().Except(Declared()));

    [Fact]
    public void Every_code_is_declared_in_one_place() =>
        Assert.Empty(House.Files("src", "*.cs")
            .SelectMany(file => Declaration().Matches(House.Read(file)).Select(match => (Code: match.Groups[1].Value, File: file)))
            .GroupBy(use => use.Code)
            .Where(group => group.Count() > 1)
            .Select(group => $"{group.Key}: {string.Join(", ", group.Select(use => use.File))}"));

    [Fact]
    public void Every_entry_has_a_cause_and_a_cure() =>
        Assert.Empty(Rows().Where(row => row.Cause.Length < 4 || row.Cure.Length < 4).Select(row => row.Code));

    private static HashSet<string> Declared() => House.Files("src", "*.cs")
        .SelectMany(file => Declaration().Matches(House.Read(file)).Select(match => match.Groups[1].Value))
        .ToHashSet(StringComparer.Ordinal);

    private static List<string> Documented() => [.. Rows().Select(row => row.Code)];

    private static IEnumerable<(string Code, string Cause, string Cure)> Rows() =>
        Row().Matches(House.Read("docs/diagnostics.md")).Select(match => (match.Groups[1].Value, match.Groups[2].Value.Trim(), match.Groups[3].Value.Trim()));

    [GeneratedRegex("""new(?: DiagnosticCode)?\("([A-Z]{2,8}-[0-9]{4})"\)""")]
    private static partial Regex Declaration();

    [GeneratedRegex("""^\| `?([A-Z]{2,8}-[0-9]{4})`? \|((?:[^|\n]|\\\|)*)\|((?:[^|\n]|\\\|)*)\|$""", RegexOptions.Multiline)]
    private static partial Regex Row();
}
