using System.Globalization;
using Compliance.Formats.Vulnerabilities.Exploitation;
using Compliance.Policy.Clocks;
using Compliance.Policy.Documents;
using Compliance.Policy.Facts;

namespace Compliance.Evidence.Collection.Vulnerabilities.Clocks;

/// <summary>The inputs of a finding's clocks from feeds, system file, triage and history, and what the clocks say.</summary>
internal sealed class ClockLookup(ScoreLookup scores, TriageRecords triage, DetectionTimes detections, ClockTables tables)
{
    public ClockComparison Read(FindingInputs inputs) => FindingClocks.Read(tables, inputs);

    /// <param name="kev">What the catalog says of it, and <paramref name="score"/> what states its severity, as <see cref="ScoreLookup"/> tells.</param>
    public FindingInputs InputsOf(Finding finding, Knowable<KevEntry?> kev, CvssScore? score)
    {
        var record = triage.For(finding);
        var isListed = kev is { IsKnown: true, Value: not null };
        return new FindingInputs
        {
            DetectedAt = detections.For(finding),
            EvaluatedAt = record is null ? ClockInput<DateTimeOffset>.Unknown("no triage record evaluates it") : triage.EvaluatedOf(record),
            Severity = score is { } cvss
                ? ClockInput<string>.Known(cvss.Rating, string.Create(CultureInfo.InvariantCulture, $"CVSS {cvss.Score:F1}, {cvss.Source}"))
                : ScoreLookup.Rating(finding.Matches) is { } rating ? ClockInput<string>.Known(rating.Rating, rating.Source) : ClockInput<string>.Unknown("no feed states a score"),
            KevAdded = new ClockInput<DateOnly?>(kev.IsKnown ? Knowable<DateOnly?>.Known(kev.Value?.Added) : Knowable<DateOnly?>.Unknown(kev.Reason), "CISA KEV"),
            KevDue = new ClockInput<DateOnly?>(kev.IsKnown ? Knowable<DateOnly?>.Known(kev.Value?.Due) : Knowable<DateOnly?>.Unknown(kev.Reason), "CISA KEV"),
            IsExposed = Stated(record, record?.InternetReachable) ?? triage.Exposure,
            IsAutomatable = Decided(record, record?.Automatable, isListed, scores.Decision(finding.Id, "Automatable", "automatable"), "yes", "no"),
            HasTotalImpact = Decided(record, record?.TotalImpact, isListed, scores.Decision(finding.Id, "Technical Impact", "technicalImpact"), "total", "partial"),
            IsLikelyExploitable = Stated(record, record?.LikelyExploitable) ?? ClockInput<bool>.Unknown("no triage record says"),
            PotentialImpact = record?.Impact is { } impact ? ClockInput<long>.Known(impact, TriageRecords.SourceOf(record)) : ClockInput<long>.Unknown("no triage record says"),
            CertificationClass = triage.CertificationClass,
        };
    }

    private static ClockInput<bool>? Stated(TriageDocument? record, bool? value) =>
        record is not null && value is { } stated ? ClockInput<bool>.Known(stated, TriageRecords.SourceOf(record)) : null;

    /// <summary>CISA's values are not for others to change where CISA lists a vulnerability as exploited.</summary>
    private static ClockInput<bool> Decided(TriageDocument? record, bool? stated, bool isListed, Knowable<string> decision, string yes, string no)
    {
        var byCisa = decision.IsKnown && (decision.Value == yes || decision.Value == no)
            ? ClockInput<bool>.Known(decision.Value == yes, "CISA SSVC")
            : ClockInput<bool>.Unknown(decision.IsKnown ? $"CISA's record says '{decision.Value}'" : decision.Reason);
        return isListed ? byCisa : Stated(record, stated) ?? byCisa;
    }
}
