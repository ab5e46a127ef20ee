using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Compliance.Formats.Reading.Json;

namespace Compliance.Formats.Vulnerabilities.Scans;

/// <summary>Words and times of scanners in one spelling.</summary>
internal static partial class ScanText
{
    public static string Severity(string? word) => word?.ToLowerInvariant() switch
    {
        "critical" => "critical",
        "high" or "important" => "high",
        "medium" or "moderate" => "moderate",
        "low" or "minor" => "low",
        "negligible" or "none" or "info" or "informational" => "none",
        _ => "unknown",
    };

    /// <summary>The rating of a CVSS 3 or 4 score.</summary>
    public static string Severity(double score) => score switch { >= 9 => "critical", >= 7 => "high", >= 4 => "moderate", > 0 => "low", _ => "none" };

    public static DateTimeOffset? Time(JsonValue value) =>
        value.AsText is { } text && text.Contains('T', StringComparison.Ordinal) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) && time.Year > 1970 ? time : null;

    /// <summary>The CVE of a list of ids, else the first; and the others in ordinal order.</summary>
    public static (string Id, ImmutableArray<string> Aliases) Ids(IEnumerable<string?> ids)
    {
        var all = ids.OfType<string>().Where(id => id.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        var id = all.Find(one => one.StartsWith("CVE-", StringComparison.Ordinal)) ?? all.FirstOrDefault("");
        // Two CVEs are never one vulnerability, whatever is called related.
        return (id, [.. all.Where(one => one != id && !one.StartsWith("CVE-", StringComparison.Ordinal)).Order(StringComparer.Ordinal)]);
    }

    /// <summary>The id of a vulnerability in another text, such as <c>CVE-2026-0001-openssl</c>; null when there is none.</summary>
    public static string? IdIn(string text) => Known().Match(text) is { Success: true } match ? match.Value : null;

    /// <summary>Subjects as texts: what has a digest is known by it.</summary>
    public static ImmutableArray<string> Subjects(IEnumerable<string?> names) => [.. names.OfType<string>().Where(name => name.Length > 0).SelectMany(Split).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Split(string name)
    {
        yield return name;
        var at = name.IndexOf("@sha256:", StringComparison.Ordinal);
        if (at >= 0) yield return name[(at + 1)..];
    }

    [GeneratedRegex(@"CVE-[0-9]{4}-[0-9]{4,19}|GHSA(-[23456789cfghjmpqrvwx]{4}){3}|CGA(-[23456789cfghjmpqrvwx]{4}){3}|GO-[0-9]{4}-[0-9]{4,}|(DSA|DLA)-[0-9]+(-[0-9]+)?|RUSTSEC-[0-9]{4}-[0-9]{4}|PYSEC-[0-9]{4}-[0-9]+|ALPINE-CVE-[0-9]{4}-[0-9]{4,}", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Known();
}
