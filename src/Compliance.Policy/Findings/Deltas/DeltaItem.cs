namespace Compliance.Policy.Findings.Deltas;

/// <summary>One vulnerability of one package between two looks.</summary>
/// <param name="Before">Installed version before; empty when the package was not there.</param>
/// <param name="After">Installed version after; empty when the package is not there.</param>
/// <param name="Cause">In words of <see cref="Tracking.DeltaCause"/>; empty for what is carried without a change.</param>
public sealed record DeltaItem(DeltaChange Change, string Id, string Package, string Severity, string Before, string After, string Cause);
