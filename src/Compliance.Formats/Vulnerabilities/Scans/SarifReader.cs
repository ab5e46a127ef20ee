using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Compliance.Formats.Packages.Urls;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Formats.Vulnerabilities.Scans;

/// <summary>
/// Reads SARIF 2.1.0 of scanners. SARIF has no field for packages: they are taken from the rule's package URLs, else from the sentences that Trivy and Grype write. A
/// result that names no vulnerability is another kind of finding and left out without a defect; one whose rule can't be found is a defect.
/// </summary>
internal static partial class SarifReader
{
    public static Reading<ScanReport> Read(JsonValue root, Limits limits)
    {
        var defects = new DefectCollector(limits);
        var findings = ImmutableArray.CreateBuilder<ScanFinding>();
        var runs = root.RequiredList("runs", defects, VulnerabilityCodes.NotScan);
        foreach (var run in runs.Items)
        {
            var rules = run["tool"]["driver"]["rules"];
            var byId = new Dictionary<string, JsonValue>(StringComparer.Ordinal);
            foreach (var rule in rules.Items) byId.TryAdd(rule["id"].AsText ?? "", rule);
            ImmutableArray<JsonValue> inOrder = [.. rules.Items];
            foreach (var result in run.OptionalMaps("results", defects, VulnerabilityCodes.NotScan))
            {
                if (Finding(result, RuleOf(result, byId, inOrder)) is { } finding) findings.Add(finding);
            }
        }

        if (runs.Count == 0) defects.Add(VulnerabilityCodes.NotScan, root, "there is no run");
        if (runs.Count == 0) return Readings.Reject<ScanReport>(defects.ToImmutable());
        var first = runs.Items.First();
        var (driver, properties, invocation) = (first["tool"]["driver"], first["properties"], first["invocations"].Items.FirstOrDefault());
        return Readings.Accept(
            new ScanReport
            {
                Format = ScanFormat.Sarif,
                Tool = driver["name"].AsText?.ToLowerInvariant() ?? "",
                ToolVersion = driver["version"].AsText ?? driver["semanticVersion"].AsText ?? "",
                StartedAt = ScanText.Time(invocation["startTimeUtc"]),
                FinishedAt = ScanText.Time(invocation["endTimeUtc"]),
                Subjects = ScanText.Subjects(properties["repoDigests"].Items.Select(item => item.AsText).Append(properties["imageID"].AsText).Append(properties["imageName"].AsText)),
                Findings = findings.ToImmutable(),
                IsComplete = defects.Count == 0,
            },
            defects.ToImmutable());
    }

    private static JsonValue RuleOf(JsonValue result, Dictionary<string, JsonValue> byId, ImmutableArray<JsonValue> inOrder)
    {
        if (result["ruleIndex"].AsInt64 is >= 0 and var index && index < inOrder.Length) return inOrder[(int)index];
        return byId.GetValueOrDefault(result["ruleId"].AsText ?? result["rule"]["id"].AsText ?? "");
    }

    private static ScanFinding? Finding(JsonValue result, JsonValue rule)
    {
        var ruleId = result["ruleId"].AsText ?? rule["id"].AsText ?? "";
        var message = result["message"]["text"].AsText ?? "";
        if ((ScanText.IdIn(ruleId) ?? ScanText.IdIn(message)) is not { } id) return null;
        var purl = rule["properties"]["purls"].Items.Concat(result["properties"]["purls"].Items).Select(one => one.AsText).FirstOrDefault(one => one is not null) ?? "";
        var (package, version) = PackageOf(message, purl);
        var fix = Fixed().Match(message);
        return new ScanFinding
        {
            Id = id,
            Package = package,
            Version = version,
            Purl = purl,
            FixedVersion = fix.Success ? fix.Groups["fixed"].Value.Trim() : "",
            Severity = SeverityOf(result, rule, message),
            Suppression = result["suppressions"].Count > 0 ? string.Join(", ", result["suppressions"].Items.Select(one => one["justification"].AsText ?? one["kind"].AsText ?? "suppressed")) : "",
            Locator = result.Locator,
        };
    }

    private static (string Package, string Version) PackageOf(string message, string purl)
    {
        if (Lines().Match(message) is { Success: true } lines) return (lines.Groups["package"].Value.Trim(), lines.Groups["version"].Value.Trim());
        if (Sentence().Match(message) is { Success: true } sentence) return (sentence.Groups["package"].Value.Trim(), sentence.Groups["version"].Value.Trim());
        return PackageUrl.Parse(purl).TryGet(out var url) ? (url.Name, url.Version) : ("", "");
    }

    private static string SeverityOf(JsonValue result, JsonValue rule, string message)
    {
        var score = rule["properties"]["security-severity"];
        if (double.TryParse(score.AsText ?? score.NumberText, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= 10) return ScanText.Severity(number);
        if (SeverityLine().Match(message) is { Success: true } line) return ScanText.Severity(line.Groups["severity"].Value);
        return (result["level"].AsText ?? rule["defaultConfiguration"]["level"].AsText) switch { "error" => "high", "warning" => "moderate", "note" => "low", _ => "unknown" };
    }

    [GeneratedRegex(@"(?m)^Package: (?<package>[^\r\n]{1,300})\r?\nInstalled Version: (?<version>[^\r\n]{1,300})", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Lines();

    [GeneratedRegex(@"vulnerability in \S+ package: (?<package>[^\s,]{1,300}), version (?<version>\S{1,300}) was found", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Sentence();

    [GeneratedRegex(@"(?m)^Fixed Version: (?<fixed>[^\r\n]{1,300})", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Fixed();

    [GeneratedRegex(@"(?m)^Severity: (?<severity>[A-Za-z]{1,20})", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SeverityLine();
}
