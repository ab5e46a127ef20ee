using System.Collections.Immutable;

namespace Compliance.Policy.Findings.Poam;

/// <summary>
/// The columns of FedRAMP's POA&amp;M template, in its order. Files are read by the text of their headers, never by letters: templates of several years differ in where
/// a column stands.
/// </summary>
public static class PoamColumns
{
    public const string Id = "POAM ID";
    public const string Controls = "Controls";
    public const string WeaknessName = "Weakness Name";
    public const string WeaknessDescription = "Weakness Description";
    public const string DetectorSource = "Weakness Detector Source";
    public const string SourceIdentifier = "Weakness Source Identifier";
    public const string AssetIdentifier = "Asset Identifier";
    public const string PointOfContact = "Point of Contact";
    public const string ResourcesRequired = "Resources Required";
    public const string RemediationPlan = "Overall Remediation Plan";
    public const string DetectionDate = "Original Detection Date";
    public const string ScheduledCompletion = "Scheduled Completion Date";
    public const string PlannedMilestones = "Planned Milestones";
    public const string MilestoneChanges = "Milestone Changes";
    public const string StatusDate = "Status Date";
    public const string VendorDependency = "Vendor Dependency";
    public const string LastVendorCheckIn = "Last Vendor Check-in Date";
    public const string VendorProduct = "Vendor Dependent Product Name";
    public const string OriginalRiskRating = "Original Risk Rating";
    public const string AdjustedRiskRating = "Adjusted Risk Rating";
    public const string RiskAdjustment = "Risk Adjustment";
    public const string FalsePositive = "False Positive";
    public const string OperationalRequirement = "Operational Requirement";
    public const string DeviationRationale = "Deviation Rationale";
    public const string SupportingDocuments = "Supporting Documents";
    public const string Comments = "Comments";
    public const string AutoApprove = "Auto-Approve";
    public const string KevTracking = "Binding Operational Directive 22-01 tracking";
    public const string KevDueDate = "Binding Operational Directive 22-01 Due Date";
    public const string Cve = "CVE";
    public const string ServiceName = "Service Name";

    public static ImmutableArray<string> All { get; } =
    [
        Id, Controls, WeaknessName, WeaknessDescription, DetectorSource, SourceIdentifier, AssetIdentifier, PointOfContact, ResourcesRequired, RemediationPlan, DetectionDate,
        ScheduledCompletion, PlannedMilestones, MilestoneChanges, StatusDate, VendorDependency, LastVendorCheckIn, VendorProduct, OriginalRiskRating, AdjustedRiskRating, RiskAdjustment,
        FalsePositive, OperationalRequirement, DeviationRationale, SupportingDocuments, Comments, AutoApprove, KevTracking, KevDueDate, Cve, ServiceName,
    ];

    /// <summary>Columns whose cells are dates.</summary>
    public static ImmutableSortedSet<string> Dates { get; } = ImmutableSortedSet.Create(StringComparer.Ordinal, DetectionDate, ScheduledCompletion, StatusDate, LastVendorCheckIn, KevDueDate);

    /// <summary>Spellings of other years and tools, folded as <see cref="Fold"/> does.</summary>
    private static readonly ImmutableDictionary<string, string> Known = All.Select(name => (Fold(name), name))
        .Concat(
        [
            ("poamitemid", Id), ("id", Id), ("weaknessdetectorsource", DetectorSource), ("detectionsource", DetectorSource), ("assetidentifiers", AssetIdentifier), ("assetsimpacted", AssetIdentifier),
            ("overallremediationplanormitigation", RemediationPlan), ("originaldetectiondate", DetectionDate), ("detectiondate", DetectionDate), ("scheduledcompletiondateorig", ScheduledCompletion),
            ("bindingoperationaldirective2201", KevTracking), ("bod2201tracking", KevTracking), ("bod2201duedate", KevDueDate), ("vendordependentproduct", VendorProduct),
            ("lastvendorcheckin", LastVendorCheckIn), ("lastvendorcheckindate", LastVendorCheckIn), ("originalriskrating", OriginalRiskRating), ("cves", Cve), ("cveid", Cve), ("pointofcontactpoc", PointOfContact),
        ])
        .DistinctBy(pair => pair.Item1, StringComparer.Ordinal).ToImmutableDictionary(pair => pair.Item1, pair => pair.Item2, StringComparer.Ordinal);

    /// <summary>The column that a header names; null when it is none of the template.</summary>
    public static string? Of(string header) => Known.GetValueOrDefault(Fold(header));

    /// <summary>Letters and digits, lower case, what is in parentheses left out.</summary>
    internal static string Fold(string header)
    {
        var end = header.IndexOf('(', StringComparison.Ordinal);
        return string.Concat((end > 0 ? header[..end] : header).Where(char.IsAsciiLetterOrDigit).Select(char.ToLowerInvariant));
    }
}
