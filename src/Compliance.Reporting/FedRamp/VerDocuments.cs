using System.Collections.Immutable;
using Compliance.Formats.Reading.Json;
using Compliance.Policy.Clocks;
using Compliance.Policy.Findings;
using Compliance.Policy.Findings.Overdue;
using Compliance.Policy.Findings.Recording;
using Compliance.Policy.Findings.Tracking;

namespace Compliance.Reporting.FedRamp;

/// <summary>
/// FedRAMP CR26's three documents on vulnerabilities (schemas of 2026-06-24): details (VER-RPT-VDT), accepted ones (VER-RPT-AVI) and history (VER-TFR-MRH). Canonical
/// JSON. No secrets and no exploits are in them (VER-RPT-NID): they say what is affected and since when.
/// </summary>
/// <param name="overviewUri">Of the Certification Package Overview; absolute.</param>
/// <param name="agencies">Agencies that use the service; null when the system file does not say.</param>
public sealed class VerDocuments(FindingRecord record, Uri overviewUri, VdrClass certification, Timeframe acceptAfter, long? agencies)
{
    /// <summary>What the schemas can't carry, in sentences: the loss is told and not hidden.</summary>
    public static ImmutableArray<string> Losses { get; } =
    [
        "finalDisposition knows no 'Remediated': a remediated vulnerability is 'Fully Mitigated', and dispositionDetail says so.",
        "The schemas have no member for earlier ratings and reductions: impactRatings and painReductions hold them.",
        "Seven of the eleven schemas refer to definitions without '#', and a validator that does not mend this checks none of them.",
    ];

    /// <summary>Everything that was open or closed in the period and is not accepted.</summary>
    public byte[] Details(DateTimeOffset from) => Report(from, "vulnerabilities", Active(from), (writer, finding) => Write(writer, finding));

    /// <summary>What is accepted.</summary>
    public byte[] Accepted(DateTimeOffset from) => Report(from, "acceptedVulnerabilities", [.. record.Findings.Where(IsAccepted)], WriteAccepted);

    /// <summary>All of both, closed ones included.</summary>
    public byte[] History() => CanonicalJson.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("certificationPackageOverviewUri", overviewUri.AbsoluteUri);
        writer.WriteString("generatedAt", FindingTime.ToText(record.AsOf));
        WriteList(writer, "activeVulnerabilities", [.. record.Findings.Where(finding => !IsAccepted(finding) && !finding.IsForeign)], (one, finding) => Write(one, finding));
        WriteList(writer, "acceptedVulnerabilities", [.. record.Findings.Where(IsAccepted)], WriteAccepted);
        writer.WriteEndObject();
    });

    private ImmutableArray<TrackedFinding> Active(DateTimeOffset from) => [.. record.Findings.Where(finding => !IsAccepted(finding) && !finding.IsForeign && (finding.IsOpen || finding.ClosedAt >= from))];

    private bool IsAccepted(TrackedFinding finding) => !finding.IsForeign && OverdueJudgement.IsAccepted(finding, acceptAfter, record.AsOf);

    private byte[] Report(DateTimeOffset from, string list, ImmutableArray<TrackedFinding> findings, Action<CanonicalJsonWriter, TrackedFinding> write) => CanonicalJson.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("certificationPackageOverviewUri", overviewUri.AbsoluteUri);
        writer.WriteStartObject("reportPeriod");
        writer.WriteString("from", FindingTime.ToText(from));
        writer.WriteString("to", FindingTime.ToText(record.AsOf));
        writer.WriteEndObject();
        WriteList(writer, list, findings, write);
        writer.WriteEndObject();
    });

    private static void WriteList(CanonicalJsonWriter writer, string name, ImmutableArray<TrackedFinding> findings, Action<CanonicalJsonWriter, TrackedFinding> write)
    {
        writer.WriteStartArray(name);
        foreach (var finding in findings) write(writer, finding);
        writer.WriteEndArray();
    }

    private void WriteAccepted(CanonicalJsonWriter writer, TrackedFinding finding)
    {
        writer.WriteStartObject();
        writer.WriteString("acceptanceRationale", OverdueJudgement.Acceptance(finding, acceptAfter, record.AsOf)!);
        writer.WritePropertyName("vulnerabilityDetail");
        Write(writer, finding);
        writer.WriteEndObject();
    }

    private void Write(CanonicalJsonWriter writer, TrackedFinding finding)
    {
        writer.WriteStartObject();
        writer.WriteString("providerTrackingId", finding.TrackingId);
        writer.WriteStartObject("detection");
        writer.WriteString("detectedAt", FindingTime.ToText(finding.DetectedAt ?? finding.KnownSince));
        writer.WriteString("detectionSource", Source(finding));
        writer.WriteEndObject();
        writer.WriteString("vulnerabilityDescription", FindingText.Description(finding));
        writer.WriteString("potentialAgencyImpact", Impact(finding));
        WriteEvaluation(writer, finding);
        WriteRatings(writer, finding);
        var overdue = OverdueJudgement.Of(finding, certification, record.AsOf);
        writer.WriteStartObject("overdueStatus");
        writer.WriteBoolean("isOverdue", overdue.IsOverdue);
        writer.WriteString("explanation", overdue.Explanation);
        writer.WriteEndObject();
        writer.WriteString("supplementaryRiskInformation", FindingText.Supplement(finding));
        WriteDisposition(writer, finding);
        writer.WriteEndObject();
    }

    private static void WriteEvaluation(CanonicalJsonWriter writer, TrackedFinding finding)
    {
        if (finding.Evaluation is not { } evaluation) return;
        writer.WriteString("evaluationCompletedAt", FindingTime.ToText(finding.Evaluations[0].At));
        if (evaluation.InternetReachable is { } reachable) writer.WriteBoolean("isInternetReachable", reachable);
        if (evaluation.LikelyExploitable is { } exploitable) writer.WriteBoolean("isLikelyExploitable", exploitable);
        if (evaluation.Impact is { } impact) writer.WriteNumber("currentRating", impact);
        if (evaluation is not { NextAt: { } at, NextImpact: { } target } || !finding.IsOpen) return;
        writer.WriteStartObject("projectedNextReduction");
        writer.WriteString("estimatedAt", FindingTime.ToText(at));
        writer.WriteNumber("targetRating", target);
        writer.WriteEndObject();
    }

    private static void WriteRatings(CanonicalJsonWriter writer, TrackedFinding finding)
    {
        var ratings = OverdueJudgement.Ratings(finding);
        if (ratings.IsEmpty) return;
        writer.WriteStartArray("impactRatings");
        foreach (var (at, rating, _) in ratings) WriteRating(writer, "ratedAt", at, rating);
        writer.WriteEndArray();
        writer.WriteStartArray("painReductions");
        foreach (var (at, rating, _) in ratings.Where(one => one.IsReduction)) WriteRating(writer, "reducedAt", at, rating);
        writer.WriteEndArray();
    }

    private static void WriteRating(CanonicalJsonWriter writer, string time, DateTimeOffset at, int rating)
    {
        writer.WriteStartObject();
        writer.WriteString(time, FindingTime.ToText(at));
        writer.WriteNumber("rating", rating);
        writer.WriteEndObject();
    }

    private void WriteDisposition(CanonicalJsonWriter writer, TrackedFinding finding)
    {
        if (!finding.IsOpen)
        {
            writer.WriteString("finalDisposition", "Fully Mitigated");
            writer.WriteString("dispositionDetail", $"Remediated {FindingTime.ToText(finding.ClosedAt!.Value)}: {finding.ClosedBecause}");
        }
        else if (finding.Deviations.TryGetValue(DeviationKind.FalsePositive, out var positive) && positive.HoldsOn(FindingTime.Day(record.AsOf)))
        {
            writer.WriteString("finalDisposition", "False Positive");
            writer.WriteString("dispositionDetail", $"Approved by {positive.Approver} until {positive.Expires}: {positive.Rationale}");
        }
    }

    private string Impact(TrackedFinding finding)
    {
        var agency = agencies switch { null => "the number of agencies is not stated", 1 => "one agency uses the service", _ => FormattableString.Invariant($"{agencies} agencies use the service") };
        if (finding.Evaluation is not { Impact: { } impact } evaluation) return $"Not estimated; {agency}.";
        var odd = AgencyImpact.Problem(impact, agencies) is { } problem ? $" {problem}." : "";
        return $"N{impact} as estimated by {evaluation.Author}: {evaluation.Reason} ({agency}).{odd}";
    }

    private static string Source(TrackedFinding finding)
    {
        var by = finding.FirstEvidence is { } first ? $"{first.Kind} {first.Name}, sha256 {first.Sha256}" : "a file of the system";
        return finding.DetectedAt is null ? $"{by}; known since then at the latest, when it was first detected is not evidenced"
            : finding.Correction is { } correction ? $"{by}; corrected, signed by {correction.SignedBy}" : by;
    }
}
