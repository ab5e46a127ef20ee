using System.Collections.Immutable;
using Compliance.Policy.Documents;
using Compliance.Policy.Exceptions;
using Compliance.Policy.Findings.Journal;
using Compliance.Policy.Findings.Tracking;
using Compliance.Policy.Results;

using Deviation = Compliance.Policy.Findings.Tracking.Deviation;
using DeviationState = Compliance.Policy.Findings.Tracking.DeviationState;

namespace Compliance.Policy.Findings.Recording;

/// <summary>Waivers → deviations of the findings that their item names. What the waiver is worth was judged before; here it is only told.</summary>
public static class WaiverDeviations
{
    /// <param name="waivers">As written, with what they are worth.</param>
    /// <param name="record">Findings that they may be about; a deviation that the record has already is left out.</param>
    public static ImmutableArray<DecidedEntry> Of(IEnumerable<(WaiverDocument Waiver, WaiverResult Result)> waivers, FindingRecord record, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(record);
        var entries = ImmutableArray.CreateBuilder<DecidedEntry>();
        foreach (var (waiver, result) in waivers)
        {
            // Without an item the whole policy is meant, and no finding by name.
            if (waiver.Subject.Item is not { } pattern || KindOf(waiver.Type) is not { } kind) continue;
            foreach (var finding in record.Findings.Where(finding => finding.IsOpen && Names(finding).Any(name => NamePattern.Matches(pattern, name))))
            {
                var deviation = Deviation(waiver, result, kind);
                if (finding.Deviations.GetValueOrDefault(kind) != deviation) entries.Add(new DecidedEntry { At = at, RecordedAt = at, Id = finding.Id, Deviation = deviation });
            }
        }

        return entries.ToImmutable();
    }

    private static IEnumerable<string> Names(TrackedFinding finding) => finding.Aliases.Prepend(finding.Id).Prepend(finding.TrackingId)
        .Concat(finding.Affected.Where(one => one.Package.Length > 0).Select(one => $"{finding.Id}/{one.Package}"));

    private static Deviation Deviation(WaiverDocument waiver, WaiverResult result, DeviationKind kind) => new()
    {
        Kind = kind,
        State = result.State switch
        {
            // What was approved stays approved while the vendor is to be asked again: it does not hold meanwhile, which its check-in tells.
            "ao-approved" when result.Problems.All(problem => problem.Code == WaiverCodes.CheckIn) => DeviationState.Approved,
            "expired" => DeviationState.Approved,
            "rejected" => DeviationState.Rejected,
            _ => DeviationState.Requested,
        },
        Approver = result.ApprovedBy,
        ApprovedOn = waiver.Steps.LastOrDefault(step => step.State == WaiverState.AoApproved)?.On ?? "",
        Expires = result.Expires,
        Rationale = waiver.Reason,
        AdjustedSeverity = waiver.AdjustedSeverity is { } severity ? severity.ToString().ToLowerInvariant() : "",
        Product = waiver.Vendor?.Product ?? "",
        LastCheckIn = result.LastCheckIn,
        Source = $"waiver {waiver.Id}",
    };

    private static DeviationKind? KindOf(WaiverType type) => type switch
    {
        WaiverType.FalsePositive => DeviationKind.FalsePositive,
        WaiverType.OperationalRequirement => DeviationKind.OperationalRequirement,
        WaiverType.RiskAdjustment => DeviationKind.RiskAdjustment,
        WaiverType.AcceptedWeakness => DeviationKind.AcceptedWeakness,
        WaiverType.VendorDependency => DeviationKind.VendorDependency,
        _ => null,
    };
}
