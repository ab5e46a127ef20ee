namespace Compliance.Policy.Findings.Tracking;

/// <summary>How severe a finding is by a source, from a time on.</summary>
public sealed record FindingRating(DateTimeOffset At, string Severity, string Cvss)
{
    private static readonly string[] Order = ["none", "low", "moderate", "high", "critical"];

    /// <summary>0 for none to 4 for critical; an unknown severity counts as high, because FedRAMP has no row for it and a longer time would rest on ignorance.</summary>
    public static int RankOf(string severity) => Array.IndexOf(Order, severity) is >= 0 and var rank ? rank : 3;

    public static bool IsKnown(string severity) => Array.IndexOf(Order, severity) >= 0;
}
