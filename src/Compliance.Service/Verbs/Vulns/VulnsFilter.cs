using Compliance.Policy.Facts;

namespace Compliance.Service.Verbs.Vulns;

/// <summary>Which findings are shown. What is not shown is counted, and the exit code does not depend on filters.</summary>
internal sealed record VulnsFilter(string? Severity, string? Id, string? Package, bool Kev, bool Overdue, bool Fixable, bool Open)
{
    public static readonly string[] Severities = ["critical", "high", "moderate", "low", "none"];

    /// <summary>What is unknown is shown: it may be what the filter asks for.</summary>
    public bool Shows(VulnerabilityFact finding) =>
        (Severity is null || !Severities.Contains(finding.Severity, StringComparer.Ordinal) || Array.IndexOf(Severities, finding.Severity) <= Array.IndexOf(Severities, Severity))
        && (Id is null || finding.Id == Id || finding.Aliases.Contains(Id, StringComparer.Ordinal))
        && (Package is null || finding.Package == Package || finding.Origin == Package)
        && (!Kev || finding.KnownExploited is not { IsKnown: true, Value: false })
        && (!Overdue || IsOverdue(finding) != false)
        && (!Fixable || finding.FixedVersion is not { IsKnown: true, Value.Length: 0 })
        && (!Open || !finding.Suppressed);

    /// <summary>By some clock; null when some clock can't tell and none says so.</summary>
    public static bool? IsOverdue(VulnerabilityFact finding)
    {
        Knowable<bool>[] clocks = [finding.Rev5Overdue, finding.VdrOverdue, finding.BodOverdue];
        if (Array.Exists(clocks, clock => clock is { IsKnown: true, Value: true })) return true;
        return Array.TrueForAll(clocks, clock => clock.IsKnown) ? false : null;
    }
}
