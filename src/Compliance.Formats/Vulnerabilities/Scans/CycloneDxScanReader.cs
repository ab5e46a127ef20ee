using System.Collections.Immutable;
using System.Globalization;
using Compliance.Formats.Packages.Urls;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Formats.Vulnerabilities.Scans;

/// <summary>Reads the vulnerabilities of a CycloneDX document (BOV, VDR) as a scan: each one for each component that it affects.</summary>
internal static class CycloneDxScanReader
{
    private static readonly string[] Unaffecting = ["resolved", "resolved_with_pedigree", "false_positive", "not_affected"];

    public static Reading<ScanReport> Read(JsonValue root, Limits limits)
    {
        var defects = new DefectCollector(limits);
        var (references, metadata) = (new CycloneDxReferences(root), root["metadata"]);
        var findings = ImmutableArray.CreateBuilder<ScanFinding>();
        foreach (var item in root.OptionalMaps("vulnerabilities", defects, VulnerabilityCodes.NotScan))
        {
            var (id, aliases) = ScanText.Ids(item["references"].Items.Select(one => one["id"].AsText).Prepend(item["id"].AsText));
            if (id.Length == 0)
            {
                defects.Add(VulnerabilityCodes.NotScan, item, "a vulnerability without 'id'");
                continue;
            }

            foreach (var affected in item["affects"].Items.DefaultIfEmpty()) findings.Add(Finding(item, id, aliases, affected["ref"].AsText ?? "", references));
        }

        var tool = Tool(metadata["tools"]);
        return Readings.Accept(
            new ScanReport
            {
                Format = ScanFormat.CycloneDx,
                Tool = tool["name"].AsText ?? "",
                ToolVersion = tool["version"].AsText ?? "",
                FinishedAt = ScanText.Time(metadata["timestamp"]),
                Subjects = ScanText.Subjects(SubjectNames(references.Subject)),
                Findings = findings.ToImmutable(),
                IsComplete = defects.Count == 0,
            },
            defects.ToImmutable());
    }

    private static ScanFinding Finding(JsonValue item, string id, ImmutableArray<string> aliases, string reference, CycloneDxReferences references)
    {
        var component = references.Component(reference);
        var purl = component["purl"].AsText ?? (reference.StartsWith("pkg:", StringComparison.Ordinal) ? reference : "");
        var url = PackageUrl.Parse(purl).TryGet(out var parsed) ? parsed : null;
        var state = item["analysis"]["state"].AsText ?? "";
        return new ScanFinding
        {
            Id = id,
            Aliases = aliases,
            Package = component["name"].AsText ?? url?.Name ?? reference,
            Version = component["version"].AsText ?? url?.Version ?? "",
            Purl = purl,
            Severity = SeverityOf(item),
            Suppression = Unaffecting.Contains(state, StringComparer.Ordinal) ? $"{state} {item["analysis"]["justification"].AsText}".Trim() : "",
            Locator = item.Locator,
        };
    }

    /// <summary>The worst rating, of words and of scores.</summary>
    private static string SeverityOf(JsonValue item)
    {
        string[] order = ["critical", "high", "moderate", "low", "none"];
        var stated = item["ratings"].Items.Select(rating => ScanText.Severity(rating["severity"].AsText) is var word && word != "unknown" ? word
            : double.TryParse(rating["score"].NumberText, NumberStyles.Float, CultureInfo.InvariantCulture, out var score) && score <= 10 ? ScanText.Severity(score) : "unknown").ToList();
        return Array.Find(order, stated.Contains) ?? "unknown";
    }

    private static JsonValue Tool(JsonValue tools) => tools.IsList ? tools.Items.FirstOrDefault() : tools["components"].Items.FirstOrDefault();

    private static IEnumerable<string?> SubjectNames(JsonValue subject)
    {
        yield return subject["name"].AsText;
        yield return subject["version"].AsText;
        if (subject["purl"].AsText is { } purl && PackageUrl.Parse(purl).TryGet(out var url) && url.Version.StartsWith("sha256:", StringComparison.Ordinal)) yield return url.Version;
        foreach (var hash in subject["hashes"].Items.Where(hash => hash["alg"].TextEquals("SHA-256"))) yield return $"sha256:{hash["content"].AsText}";
    }
}
