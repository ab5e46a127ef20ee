using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Formats.Vulnerabilities.Scans;

/// <summary>Reads Grype's JSON report, with the database it says it used. Matches that Grype ignored are there with the rule.</summary>
internal static class GrypeReader
{
    public static Reading<ScanReport> Read(JsonValue root, Limits limits)
    {
        var defects = new DefectCollector(limits);
        var findings = ImmutableArray.CreateBuilder<ScanFinding>();
        foreach (var match in root.OptionalMaps("matches", defects, VulnerabilityCodes.NotScan)) Add(match, "");
        foreach (var match in root.OptionalMaps("ignoredMatches", defects, VulnerabilityCodes.NotScan))
        {
            var rules = match["appliedIgnoreRules"].Items.Select(rule => rule["vex-status"].AsText ?? rule["reason"].AsText ?? rule["vulnerability"].AsText ?? "a rule");
            Add(match, $"ignored by {string.Join(", ", rules.DefaultIfEmpty("a rule"))}");
        }

        var (descriptor, target) = (root["descriptor"], root["source"]["target"]);
        // Database information moved with schema 6 from "db" to "db.status".
        var database = descriptor["db"]["status"].IsMap ? descriptor["db"]["status"] : descriptor["db"];
        return Readings.Accept(
            new ScanReport
            {
                Format = ScanFormat.Grype,
                Tool = descriptor["name"].AsText ?? "grype",
                ToolVersion = descriptor["version"].AsText ?? "",
                DatabaseUri = database["from"].AsText ?? database["location"].AsText ?? "",
                DatabaseVersion = database["schemaVersion"].AsText ?? database["schemaVersion"].NumberText ?? "",
                DatabaseUpdatedAt = ScanText.Time(database["built"]),
                FinishedAt = ScanText.Time(descriptor["timestamp"]),
                Subjects = ScanText.Subjects(target["repoDigests"].Items.Select(item => item.AsText).Append(target["manifestDigest"].AsText).Append(target["imageID"].AsText).Append(target["userInput"].AsText ?? target.AsText)),
                Findings = findings.ToImmutable(),
                IsComplete = defects.Count == 0,
            },
            defects.ToImmutable());

        void Add(JsonValue match, string suppression)
        {
            var (vulnerability, artifact) = (match["vulnerability"], match["artifact"]);
            var (id, aliases) = ScanText.Ids(match["relatedVulnerabilities"].Items.Select(one => one["id"].AsText).Prepend(vulnerability["id"].AsText));
            if (id.Length == 0)
            {
                defects.Add(VulnerabilityCodes.NotScan, match, "a match without a vulnerability's id");
                return;
            }

            findings.Add(new ScanFinding
            {
                Id = id,
                Aliases = aliases,
                Package = artifact["name"].AsText ?? "",
                Version = artifact["version"].AsText ?? "",
                Purl = artifact["purl"].AsText ?? "",
                FixedVersion = string.Join(", ", vulnerability["fix"]["versions"].Items.Select(one => one.AsText)),
                Severity = ScanText.Severity(vulnerability["severity"].AsText),
                Suppression = suppression,
                Locator = match.Locator,
            });
        }
    }
}
