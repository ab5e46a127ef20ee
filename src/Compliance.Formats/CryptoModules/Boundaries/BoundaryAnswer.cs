namespace Compliance.Formats.CryptoModules.Boundaries;

/// <param name="Reason">For people: what is said of which module, and why nothing is known where that is so.</param>
/// <param name="Source">Where it is said, with the day of review; empty when nothing is known.</param>
public sealed record BoundaryAnswer(BoundaryPlace Place, string Reason, string Source);
