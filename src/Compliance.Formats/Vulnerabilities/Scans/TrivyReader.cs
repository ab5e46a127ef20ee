using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Formats.Vulnerabilities.Scans;

/// <summary>Reads Trivy's JSON report (schema 2). Findings that Trivy set aside are there with the reason.</summary>
internal static class TrivyReader
{
    public static Reading<ScanReport> Read(JsonValue root, Limits limits)
    {
        var defects = new DefectCollector(limits);
        var results = root.OptionalList("Results", defects, VulnerabilityCodes.NotScan);
        var metadata = root["Metadata"];
        var findings = ImmutableArray.CreateBuilder<ScanFinding>();
        foreach (var result in results.Items)
        {
            foreach (var item in result.OptionalMaps("Vulnerabilities", defects, VulnerabilityCodes.NotScan)) Add(item, "");
            foreach (var item in result.OptionalMaps("ExperimentalModifiedFindings", defects, VulnerabilityCodes.NotScan).Where(item => item["Type"].TextEquals("vulnerability")))
                Add(item["Finding"], string.Join(' ', new[] { item["Status"].AsText, item["Statement"].AsText, item["Source"].AsText }.Where(text => !string.IsNullOrEmpty(text))));
        }

        return Readings.Accept(
            new ScanReport
            {
                Format = ScanFormat.Trivy,
                Tool = "trivy",
                ToolVersion = root["Trivy"]["Version"].AsText ?? "",
                FinishedAt = ScanText.Time(root["CreatedAt"]),
                Subjects = ScanText.Subjects(metadata["RepoDigests"].Items.Select(item => item.AsText).Append(metadata["ImageID"].AsText).Append(root["ArtifactName"].AsText)),
                Findings = findings.ToImmutable(),
                IsComplete = defects.Count == 0,
            },
            defects.ToImmutable());

        void Add(JsonValue item, string suppression)
        {
            var (id, aliases) = ScanText.Ids(item["VendorIDs"].Items.Select(one => one.AsText).Prepend(item["VulnerabilityID"].AsText));
            if (id.Length == 0)
            {
                defects.Add(VulnerabilityCodes.NotScan, item, "a finding without 'VulnerabilityID'");
                return;
            }

            findings.Add(new ScanFinding
            {
                Id = id,
                Aliases = aliases,
                Package = item["PkgName"].AsText ?? "",
                Version = item["InstalledVersion"].AsText ?? "",
                Purl = item["PkgIdentifier"]["PURL"].AsText ?? "",
                FixedVersion = item["FixedVersion"].AsText ?? "",
                Severity = ScanText.Severity(item["Severity"].AsText),
                Suppression = suppression,
                Locator = item.Locator,
            });
        }
    }
}
