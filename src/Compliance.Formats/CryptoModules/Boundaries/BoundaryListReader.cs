using System.Collections.Immutable;
using System.Globalization;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;
using Compliance.Formats.Vulnerabilities;

namespace Compliance.Formats.CryptoModules.Boundaries;

/// <summary>Reads the list of vulnerabilities and module boundaries strictly: any row with a defect rejects the whole list, because a verdict rests on it. All defects are reported.</summary>
public static class BoundaryListReader
{
    public static Reading<BoundaryList> Read(ReadOnlyMemory<byte> bytes, string document, Limits limits)
    {
        var json = StrictJson.Read(bytes, document, limits);
        return json.TryGet(out var tree) ? new Pass(limits).Run(tree.Root) : Readings.Reject<BoundaryList>(json.Defects);
    }

    private sealed class Pass(Limits limits)
    {
        private readonly DefectCollector defects = new(limits);

        public Reading<BoundaryList> Run(JsonValue root)
        {
            if (root.RequiredText("catalog", defects) is { } kind && kind != "cve-boundaries") Report(root["catalog"], $"'{kind}' is not a list of vulnerabilities and boundaries");
            var reviewedOn = Date(root) ?? default;
            ImmutableArray<BoundaryRow> rows = [.. root.RequiredList("rows", defects).Items.Select(Row).OfType<BoundaryRow>().OrderBy(row => row.Cve, StringComparer.Ordinal).ThenBy(row => row.Family, StringComparer.Ordinal).ThenBy(row => row.Module, StringComparer.Ordinal)];
            foreach (var repeated in rows.GroupBy(row => (row.Cve, row.Family, row.Module)).Where(group => group.Skip(1).Any())) Report(root["rows"], $"{repeated.Key.Cve} is there more than once for {repeated.Key.Module}");
            return defects.Count == 0 ? Readings.Accept(new BoundaryList(reviewedOn, rows)) : Readings.Reject<BoundaryList>(defects.ToImmutable());
        }

        private BoundaryRow? Row(JsonValue row)
        {
            var before = defects.Count;
            var (cve, family, module, source) = (row.RequiredText("cve", defects) ?? "", row.RequiredText("family", defects) ?? "", row.RequiredText("module", defects) ?? "", row.RequiredText("source", defects) ?? "");
            if (!VulnerabilityIds.IsCve(cve)) Report(row, $"'{cve}' is no CVE");
            ImmutableArray<AffectedSeries> affected = [.. row.RequiredList("affected", defects).Items.Select(Affected)];
            ImmutableArray<string> not = [.. row.RequiredList("notAffected", defects).Items.Select(item => Series(item, item.AsText ?? ""))];
            var named = affected.Select(one => one.Series).Concat(not).ToList();
            if (named.Count == 0) Report(row, "it says nothing of any series");
            if (named.Distinct(StringComparer.Ordinal).Count() < named.Count) Report(row, "a series is there more than once");
            var reviewedOn = Date(row);
            return defects.Count == before ? new BoundaryRow(cve, family, module, affected, not, source, reviewedOn!.Value) : null;
        }

        private AffectedSeries Affected(JsonValue row)
        {
            var series = Series(row, row.RequiredText("series", defects) ?? "");
            var release = row.OptionalText("fixed", defects);
            if (release is not null && DottedVersion.Series(release) != series) Report(row, $"'{release}' is no release of the series {series}");
            return new AffectedSeries(series, release);
        }

        private string Series(JsonValue place, string text)
        {
            if (DottedVersion.Series($"{text}.0") != text) Report(place, $"'{text}' is no series: two numbers with a point between them");
            return text;
        }

        private DateOnly? Date(JsonValue row)
        {
            if (row.RequiredText("reviewedOn", defects) is not { } text) return null;
            if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return date;
            Report(row, $"'{text}' is not a date (yyyy-MM-dd)");
            return null;
        }

        private void Report(JsonValue place, string message) => defects.Add(CryptoModuleDiagnostics.BoundaryRow, place, message);
    }
}
