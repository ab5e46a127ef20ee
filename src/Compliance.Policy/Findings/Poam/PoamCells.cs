using System.Collections.Immutable;
using System.Globalization;
using Compliance.Formats.CryptoModules.Cmvp;
using Compliance.Formats.Vulnerabilities;
using Compliance.Policy.Findings.Tracking;

namespace Compliance.Policy.Findings.Poam;

/// <summary>The cells of one finding as the record has them.</summary>
internal static class PoamCells
{
    /// <summary>Cells that the record alone states: what people write there is told in a note and not taken over.</summary>
    public static readonly ImmutableHashSet<string> Owned = ImmutableHashSet.Create(StringComparer.Ordinal,
        PoamColumns.Id, PoamColumns.DetectionDate, PoamColumns.StatusDate, PoamColumns.SourceIdentifier, PoamColumns.Cve, PoamColumns.AssetIdentifier);

    public static ImmutableSortedDictionary<string, string> Made(TrackedFinding finding, PoamSettings settings)
    {
        var cells = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var today = FindingTime.Day(settings.AsOf);
        Describe(finding, settings, cells);
        cells[PoamColumns.DetectionDate] = finding.DetectedAt is { } detected ? FindingTime.Day(detected) : "";
        cells[PoamColumns.ScheduledCompletion] = DueDay(finding, settings) is { } due ? PoamDates.ToText(due) : "";
        cells[PoamColumns.StatusDate] = finding.IsOpen ? today : FindingTime.Day(finding.ClosedAt!.Value);
        cells[PoamColumns.OriginalRiskRating] = RatingWord(finding.OriginalRating?.Severity ?? "unknown");
        Deviate(finding, today, cells);
        cells[PoamColumns.SupportingDocuments] = finding.IsOpen ? Evidence(finding) : finding.ClosedBecause;
        cells[PoamColumns.Comments] = Comments(finding, today);
        cells[PoamColumns.AutoApprove] = "No";
        cells[PoamColumns.KevTracking] = finding.KnownExploited switch { true => "Yes", false => "No", _ => "" };
        cells[PoamColumns.KevDueDate] = finding.KevDueOn;
        return cells.ToImmutable();
    }

    /// <summary>The last day, by rating and KEV; a severity that is not known counts as high. Null when the detection is not known.</summary>
    public static DateOnly? DueDay(TrackedFinding finding, PoamSettings settings)
    {
        if (finding.DetectedAt is not { } detected || finding.IsForeign) return null;
        var severity = Rating(finding, FindingTime.Day(settings.AsOf));
        var kev = finding.KnownExploited == true && DateOnly.TryParseExact(finding.KevDueOn, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var due) ? due : (DateOnly?)null;
        return settings.Times.EndFrom(detected, FindingRating.IsKnown(severity) ? severity : "high", kev) is { } end ? UsDate.Of(end).AddDays(-1) : null;
    }

    /// <summary>The severity that counts on a day: adjusted where an approved risk adjustment holds.</summary>
    public static string Rating(TrackedFinding finding, string day) =>
        finding.Deviations.TryGetValue(DeviationKind.RiskAdjustment, out var adjustment) && adjustment.HoldsOn(day) && FindingRating.IsKnown(adjustment.AdjustedSeverity)
            ? adjustment.AdjustedSeverity
            : finding.Severity;

    /// <summary>The template knows three risks.</summary>
    public static string RatingWord(string severity) => severity switch
    {
        "critical" or "high" => "High",
        "moderate" => "Moderate",
        "low" or "none" => "Low",
        _ => "",
    };

    private static void Describe(TrackedFinding finding, PoamSettings settings, ImmutableSortedDictionary<string, string>.Builder cells)
    {
        var packages = Distinct(finding.Affected.Where(one => one.Package.Length > 0).Select(one => $"{one.Package} {one.Installed}".TrimEnd()));
        var fixes = Distinct(finding.Affected.Where(one => one.Fixed.Length > 0).Select(one => $"{one.Package} {one.Fixed}"));
        cells[PoamColumns.Id] = finding.TrackingId;
        cells[PoamColumns.Controls] = finding.IsFailure ? "RA-5" : "RA-5, SI-2";
        cells[PoamColumns.WeaknessName] = finding.IsFailure ? $"Detection failed ({finding.Id[TrackedFinding.FailurePrefix.Length..]})" : packages.Count > 0 ? $"{finding.Id} in {string.Join(", ", finding.Affected.Select(one => one.Package).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))}" : finding.Title;
        cells[PoamColumns.WeaknessDescription] = finding.IsFailure ? finding.Title : packages.Count > 0 ? $"{finding.Id} affects {string.Join(", ", packages)}{Score(finding)}" : finding.Title;
        cells[PoamColumns.DetectorSource] = finding.DetectedBy;
        cells[PoamColumns.SourceIdentifier] = finding.IsForeign ? "" : string.Join(", ", finding.Aliases.Prepend(finding.Id));
        cells[PoamColumns.AssetIdentifier] = string.Join('\n', Distinct(finding.Affected.Where(one => one.IsOpen || !finding.IsOpen).Select(one => one.Identifier)));
        cells[PoamColumns.PointOfContact] = settings.Contact;
        cells[PoamColumns.RemediationPlan] = finding.IsFailure ? "Mend detection and audit again" : finding.IsForeign ? "" : fixes.Count > 0 ? $"Rebuild with {string.Join(", ", fixes)} or later" : "No fixed version is known";
        cells[PoamColumns.Cve] = VulnerabilityIds.IsCve(finding.Id) ? finding.Id : "";
        cells[PoamColumns.ServiceName] = string.Join(", ", Distinct(finding.Affected.Select(one => settings.ServiceOf(one.Asset)).Where(name => name.Length > 0)));
    }

    private static void Deviate(TrackedFinding finding, string today, ImmutableSortedDictionary<string, string>.Builder cells)
    {
        cells[PoamColumns.AdjustedRiskRating] = Word(DeviationKind.RiskAdjustment) is "No" or "Rejected" ? "N/A" : RatingWord(finding.Deviations[DeviationKind.RiskAdjustment].AdjustedSeverity);
        cells[PoamColumns.RiskAdjustment] = Word(DeviationKind.RiskAdjustment);
        cells[PoamColumns.FalsePositive] = Word(DeviationKind.FalsePositive);
        cells[PoamColumns.OperationalRequirement] = Word(DeviationKind.OperationalRequirement);
        cells[PoamColumns.DeviationRationale] = string.Join("; ", finding.Deviations.Values.Where(one => one.Rationale.Length > 0 && one.Source != "POA&M").Select(one => $"{DeviationWords.Of(one.Kind)}: {one.Rationale}"));
        var vendor = finding.Deviations.GetValueOrDefault(DeviationKind.VendorDependency);
        cells[PoamColumns.VendorDependency] = vendor is { State: not DeviationState.Rejected } ? "Yes" : "No";
        cells[PoamColumns.LastVendorCheckIn] = vendor?.LastCheckIn ?? "";
        cells[PoamColumns.VendorProduct] = vendor?.Product ?? "";

        string Word(DeviationKind kind) => finding.Deviations.TryGetValue(kind, out var one)
            ? one.HoldsOn(today) ? "Yes" : one.State == DeviationState.Rejected ? "No" : one.State == DeviationState.Approved ? "No" : "Pending"
            : "No";
    }

    private static string Evidence(TrackedFinding finding) => finding.FirstEvidence is { } first ? $"first detected by {first.Kind} {first.Name} (sha256 {first.Sha256})" : "";

    private static string Comments(TrackedFinding finding, string today)
    {
        var parts = new List<string>();
        if (!finding.FormerIds.IsEmpty) parts.Add($"Also tracked as {string.Join(", ", finding.FormerIds)}.");
        if (finding.History.Any(one => one.Kind == FindingEventKind.Reopened)) parts.Add($"Reopened {FindingTime.Day(finding.History.Last(one => one.Kind == FindingEventKind.Reopened).At)}.");
        if (finding.DetectedAt is null) parts.Add("When it was first detected is not evidenced.");
        if (!FindingRating.IsKnown(finding.Severity) && !finding.IsForeign) parts.Add("Its severity is not known; the date is the one of a high.");
        if (finding.IsOpen && finding.Deviations.TryGetValue(DeviationKind.VendorDependency, out var vendor) && CheckInProblem(vendor, today) is { } late) parts.Add($"{char.ToUpperInvariant(late[0])}{late[1..]}.");
        if (finding.Correction is { } correction) parts.Add($"Detection date corrected, signed by {correction.SignedBy}: {correction.Reason}");
        return string.Join(" ", parts);
    }

    /// <summary>Why the vendor has to be asked, for people; null when the last check-in counts on a day, or the dependency was rejected.</summary>
    public static string? CheckInProblem(Deviation vendor, string day)
    {
        if (vendor.State == DeviationState.Rejected || VendorCheckIn.CountsOn(vendor.LastCheckIn, day)) return null;
        if (vendor.LastCheckIn.Length == 0) return "depends on a vendor, and no check-in is stated";
        return vendor.NextCheckIn is { } due && string.CompareOrdinal(due, day) < 0
            ? $"the last check-in with the vendor, {vendor.LastCheckIn}, is older than a month: the next one was due {due}"
            : $"the last check-in with the vendor, '{vendor.LastCheckIn}', is no day until {day}";
    }

    private static string Score(TrackedFinding finding) => finding.Ratings.LastOrDefault(rating => rating.Cvss.Length > 0) is { } rated ? $"; CVSS {rated.Cvss}" : "";

    private static List<string> Distinct(IEnumerable<string> texts) => [.. texts.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
