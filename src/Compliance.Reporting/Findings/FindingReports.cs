using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Compliance.Formats.Reading.Json;
using Compliance.Formats.Workbooks;
using Compliance.Policy.Findings;
using Compliance.Policy.Findings.Poam;
using Compliance.Policy.Findings.Recording;
using Compliance.Policy.Findings.Tracking;
using Compliance.Reporting.FedRamp;

namespace Compliance.Reporting.Findings;

/// <summary>The trend as a table, and everything that a monthly report says as canonical JSON.</summary>
public static class FindingReports
{
    public static byte[] Trend(ImmutableArray<TrendPoint> points)
    {
        var text = new StringBuilder(CsvText.Line(["day", "open", "high", "moderate", "low", "unrated", "failures of detection", "opened", "closed", "mean days to close"]));
        foreach (var point in points)
        {
            text.Append(CsvText.Line([
                FindingTime.Day(point.At), Number(point.Open), Number(point.High), Number(point.Moderate), Number(point.Low), Number(point.Unrated), Number(point.Failures),
                Number(point.Opened), Number(point.Closed), point.MeanDaysToClose?.ToString("F1", CultureInfo.InvariantCulture) ?? "",
            ]));
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    public static byte[] Monthly(FindingRecord record, PoamResult poam, ImmutableArray<TrendPoint> trend, DateTimeOffset from)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(poam);
        return CanonicalJson.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("schema", "compliance/monthly-findings/v1");
            writer.WriteString("system", record.SystemId);
            writer.WriteString("from", FindingTime.ToText(from));
            writer.WriteString("to", FindingTime.ToText(record.AsOf));
            WriteTotals(writer, poam.Totals);
            WriteAssets(writer, record);
            WriteTrend(writer, trend);
            writer.WriteStartArray("findings");
            foreach (var (move, row) in poam.Moves.Zip(poam.Rows)) WriteFinding(writer, move, PoamRoll.Written(row).GetValueOrDefault(PoamColumns.ScheduledCompletion, ""));
            writer.WriteEndArray();
            writer.WriteStrings("notes", poam.Notes.Select(note => note.ToString()));
            writer.WriteEndObject();
        });
    }

    private static void WriteTotals(CanonicalJsonWriter writer, PoamTotals totals)
    {
        writer.WriteStartObject("totals");
        writer.WriteNumber("openBefore", totals.OpenBefore);
        writer.WriteNumber("opened", totals.Opened);
        writer.WriteNumber("reopened", totals.Reopened);
        writer.WriteNumber("putBack", totals.PutBack);
        writer.WriteNumber("closed", totals.Closed);
        writer.WriteNumber("carried", totals.Carried);
        writer.WriteNumber("reRated", totals.ReRated);
        writer.WriteNumber("passing", totals.Passing);
        writer.WriteNumber("openNow", totals.OpenNow);
        writer.WriteBoolean("reconciles", totals.Reconciles);
        writer.WriteEndObject();
    }

    private static void WriteAssets(CanonicalJsonWriter writer, FindingRecord record)
    {
        writer.WriteStartArray("assets");
        foreach (var asset in record.Assets)
        {
            writer.WriteStartObject();
            writer.WriteString("asset", asset.Asset);
            writer.WriteString("image", asset.Image);
            writer.WriteString("observedAt", FindingTime.ToText(asset.ObservedAt));
            writer.WriteString("package", asset.PackageId);
            writer.WriteString("evidenceRoot", asset.EvidenceRoot);
            writer.WriteBoolean("complete", asset.IsComplete);
            writer.WriteStrings("feeds", asset.Feeds);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteTrend(CanonicalJsonWriter writer, ImmutableArray<TrendPoint> trend)
    {
        writer.WriteStartArray("trend");
        foreach (var point in trend)
        {
            writer.WriteStartObject();
            writer.WriteString("at", FindingTime.ToText(point.At));
            writer.WriteNumber("open", point.Open);
            writer.WriteNumber("high", point.High);
            writer.WriteNumber("moderate", point.Moderate);
            writer.WriteNumber("low", point.Low);
            writer.WriteNumber("unrated", point.Unrated);
            writer.WriteNumber("failures", point.Failures);
            writer.WriteNumber("opened", point.Opened);
            writer.WriteNumber("closed", point.Closed);
            if (point.MeanDaysToClose is { } mean) writer.WriteString("meanDaysToClose", mean.ToString("F1", CultureInfo.InvariantCulture));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteFinding(CanonicalJsonWriter writer, PoamMove move, string due)
    {
        var finding = move.Finding;
        writer.WriteStartObject();
        writer.WriteString("trackingId", finding.TrackingId);
        writer.WriteString("id", finding.Id);
        writer.WriteStrings("aliases", finding.Aliases);
        writer.WriteString("title", FindingText.Title(finding));
        writer.WriteString("movement", Word(move.Movement));
        writer.WriteBoolean("reRated", move.IsReRated);
        writer.WriteString("severity", finding.Severity);
        if (finding.DetectedAt is { } detected) writer.WriteString("detectedAt", FindingTime.ToText(detected));
        if (finding.ClosedAt is { } closed) writer.WriteString("closedAt", FindingTime.ToText(closed));
        if (finding.ClosedBecause.Length > 0) writer.WriteString("closedBecause", finding.ClosedBecause);
        if (due.Length > 0) writer.WriteString("due", due);
        writer.WriteStrings("assets", finding.Affected.Where(one => one.IsOpen || !finding.IsOpen).Select(one => one.Identifier).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        writer.WriteEndObject();
    }

    private static string Word(PoamMovement movement) => movement switch
    {
        PoamMovement.PutBack => "put back",
        PoamMovement.StaysClosed => "stays closed",
        _ => movement.ToString().ToLowerInvariant(),
    };

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);
}
