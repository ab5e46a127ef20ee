using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Formats.Vulnerabilities.Scans;

/// <summary>Reads predicates of scans: cosign's, whose result is a scanner's own report, and in-toto's, whose results are ids with severities and no packages.</summary>
internal static class ScanPredicateReader
{
    public static Reading<ScanReport> ReadCosign(JsonValue predicate, Limits limits)
    {
        var defects = new DefectCollector(limits);
        if (!predicate["scanner"].IsMap) return Readings.Reject<ScanReport>(VulnerabilityCodes.NotScan, predicate.Locator, "the predicate has no 'scanner'");
        var result = predicate["scanner"]["result"];
        var inner = default(ScanReport);
        if (ScanReader.FormatOf(result) is ScanFormat.Trivy or ScanFormat.Grype or ScanFormat.Sarif or ScanFormat.CycloneDx)
        {
            var reading = ScanReader.Read(result, limits);
            defects.AddRange(reading.Defects);
            if (reading.TryGet(out var read)) inner = read;
        }

        if (inner is null) defects.Add(VulnerabilityCodes.NotScan, result.Kind == JsonKind.Missing ? predicate : result, "the scanner's result is of no kind that is known: what it found is unknown");
        var report = Described(predicate, ScanFormat.CosignVuln, inner?.Findings ?? [], isComplete: inner is { IsComplete: true });
        return Readings.Accept(
            inner is null ? report : report with
            {
                Tool = report.Tool.Length > 0 ? report.Tool : inner.Tool,
                ToolVersion = report.ToolVersion.Length > 0 ? report.ToolVersion : inner.ToolVersion,
                DatabaseUpdatedAt = report.DatabaseUpdatedAt ?? inner.DatabaseUpdatedAt,
                Subjects = inner.Subjects,
            },
            defects.ToImmutable());
    }

    public static Reading<ScanReport> ReadInToto(JsonValue predicate, Limits limits)
    {
        var defects = new DefectCollector(limits);
        if (!predicate["scanner"].IsMap || !predicate["scanner"]["result"].IsList) return Readings.Reject<ScanReport>(VulnerabilityCodes.NotScan, predicate.Locator, "the predicate has no 'scanner' with a list 'result'");
        var findings = ImmutableArray.CreateBuilder<ScanFinding>();
        foreach (var item in predicate["scanner"].OptionalMaps("result", defects, VulnerabilityCodes.NotScan))
        {
            if ((item["id"].AsText ?? item["vulnerability"]["id"].AsText) is not { Length: > 0 } id)
            {
                defects.Add(VulnerabilityCodes.NotScan, item, "a result without 'id'");
                continue;
            }

            var severities = item["severity"].Items.Select(one => one["score"].AsText ?? one["score"].NumberText ?? "").ToList();
            findings.Add(new ScanFinding { Id = id, Severity = severities.Select(Severity).FirstOrDefault(one => one != "unknown") ?? "unknown", Locator = item.Locator });
        }

        return Readings.Accept(Described(predicate, ScanFormat.InTotoVulns, findings.ToImmutable(), isComplete: defects.Count == 0), defects.ToImmutable());
    }

    private static string Severity(string score) =>
        double.TryParse(score, System.Globalization.CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= 10 ? ScanText.Severity(number) : ScanText.Severity(score);

    private static ScanReport Described(JsonValue predicate, ScanFormat format, ImmutableArray<ScanFinding> findings, bool isComplete)
    {
        var (scanner, metadata) = (predicate["scanner"], predicate["metadata"]);
        var database = scanner["db"];
        return new ScanReport
        {
            Format = format,
            Tool = scanner["uri"].AsText ?? "",
            ToolVersion = scanner["version"].AsText ?? "",
            DatabaseUri = database["uri"].AsText ?? "",
            DatabaseVersion = database["version"].AsText ?? "",
            DatabaseUpdatedAt = ScanText.Time(database["lastUpdate"]),
            StartedAt = ScanText.Time(metadata["scanStartedOn"]),
            FinishedAt = ScanText.Time(metadata["scanFinishedOn"]),
            Findings = findings,
            IsComplete = isComplete,
        };
    }
}
