namespace Compliance.Policy.Findings.Journal;

/// <summary>One vulnerability of one package that is no longer found, and why.</summary>
/// <param name="Was">Version that had it.</param>
/// <param name="Now">Version that is installed now; empty when the package is gone.</param>
/// <param name="Cause">In words of <see cref="Tracking.DeltaCause"/>.</param>
public sealed record GoneFinding(string Id, string Package, string Was, string Now, string Cause);
