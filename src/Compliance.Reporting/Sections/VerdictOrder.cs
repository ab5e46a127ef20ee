using System.Collections.Immutable;
using Compliance.Policy.Results;

namespace Compliance.Reporting.Sections;

/// <summary>In which order verdicts, families and reasons are told.</summary>
internal static class VerdictOrder
{
    private static readonly ImmutableArray<string> Families = ["signatures", "provenance", "sbom", "cryptography", "hardening", "vulnerability"];

    /// <summary>How counts are listed: worst first.</summary>
    public static ImmutableArray<Verdict> Told { get; } = [Verdict.NotMet, Verdict.Unknown, Verdict.Met, Verdict.NotApplicable];

    /// <summary>By verdict, then severity, then family, then policy id.</summary>
    public static IComparer<PolicyResult> WorstFirst { get; } = Comparer<PolicyResult>.Create((left, right) =>
    {
        var order = Told.IndexOf(left.Verdict).CompareTo(Told.IndexOf(right.Verdict));
        if (order == 0) order = Rank(left.Severity).CompareTo(Rank(right.Severity));
        if (order == 0) order = OfFamily(left.Family).CompareTo(OfFamily(right.Family));
        return order != 0 ? order : string.CompareOrdinal(left.PolicyId, right.PolicyId);
    });

    /// <summary>Families come in the order of the audit; unknown ones last.</summary>
    public static int OfFamily(string family) => Families.IndexOf(family) is >= 0 and var index ? index : Families.Length;

    public static IEnumerable<Reason> Worst(IEnumerable<Reason> reasons) => reasons.OrderBy(reason => Told.IndexOf(reason.Verdict));

    private static int Rank(string severity) => severity switch { "high" => 0, "moderate" => 1, "low" => 2, _ => 3 };
}
