using Compliance.Policy.Findings;
using Compliance.Policy.Findings.Tracking;

namespace Compliance.Reporting.FedRamp;

/// <summary>Findings in sentences, the same in every deliverable.</summary>
internal static class FindingText
{
    public static string Title(TrackedFinding finding)
    {
        if (finding.IsFailure) return $"Detection failed ({finding.Id[TrackedFinding.FailurePrefix.Length..]})";
        var packages = finding.Affected.Select(one => one.Package).Where(name => name.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return packages.Count > 0 ? $"{finding.Id} in {string.Join(", ", packages)}" : finding.Title.Length > 0 ? finding.Title.ReplaceLineEndings(" ") : finding.Id;
    }

    public static string Description(TrackedFinding finding)
    {
        if (finding.IsFailure) return $"Detection of vulnerabilities failed, which is a vulnerability itself (VDR-CSO-FAV): {finding.Title}";
        var places = finding.Affected.Where(one => one.Package.Length > 0 && (one.IsOpen || !finding.IsOpen)).Select(one => $"{one.Package} {one.Installed} in {one.Identifier}").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return places.Count > 0 ? $"{finding.Id} affects {string.Join("; ", places)}." : finding.Title.Length > 0 ? finding.Title : finding.Id;
    }

    public static string Supplement(TrackedFinding finding)
    {
        var parts = new List<string> { $"Severity {finding.Severity}." };
        if (finding.Ratings.LastOrDefault(rating => rating.Cvss.Length > 0) is { } rated) parts.Add($"CVSS {rated.Cvss}.");
        parts.Add(finding.KnownExploited switch { true => $"Known to be exploited{(finding.KevDueOn.Length > 0 ? $", due {finding.KevDueOn}" : "")}.", false => "Not known to be exploited.", _ => "Whether it is exploited was not asked." });
        var fixes = finding.Affected.Where(one => one.IsOpen && one.Fixed.Length > 0).Select(one => $"{one.Package} {one.Fixed}").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (fixes.Count > 0) parts.Add($"Fixed by {string.Join(", ", fixes)}.");
        foreach (var deviation in finding.Deviations.Values)
            parts.Add($"{char.ToUpperInvariant(DeviationWords.Of(deviation.Kind)[0])}{DeviationWords.Of(deviation.Kind)[1..]}, {DeviationWords.Of(deviation.State)}{(deviation.Approver.Length > 0 ? $" by {deviation.Approver}" : "")}{(deviation.Expires.Length > 0 ? $" until {deviation.Expires}" : "")}{(deviation.Rationale.Length > 0 ? $": {deviation.Rationale}" : "")}{Vendor(deviation)}.");
        return string.Join(" ", parts);
    }

    private static string Vendor(Deviation deviation) => deviation.Kind != DeviationKind.VendorDependency ? ""
        : $" ({(deviation.Product.Length > 0 ? $"{deviation.Product}; " : "")}{(deviation.LastCheckIn.Length > 0 ? $"last check-in {deviation.LastCheckIn}, next until {deviation.NextCheckIn ?? "an unknown day"}" : "no check-in is stated")})";
}
