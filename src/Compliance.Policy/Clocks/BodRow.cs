namespace Compliance.Policy.Clocks;

/// <summary>One row of CISA BOD 26-04.</summary>
/// <param name="InKev">CISA lists the vulnerability as exploited.</param>
/// <param name="IsExposed">Untrusted parties reach the asset over a public network.</param>
/// <param name="IsAutomatable">An attack can be automated.</param>
/// <param name="HasTotalImpact">An attacker gains total control; otherwise the impact is partial.</param>
/// <param name="Days">Days to remediate in; null is with the next upgrade of the system.</param>
/// <param name="NeedsForensics">A forensic investigation belongs to it.</param>
public sealed record BodRow(bool InKev, bool IsExposed, bool IsAutomatable, bool HasTotalImpact, int? Days, bool NeedsForensics);
