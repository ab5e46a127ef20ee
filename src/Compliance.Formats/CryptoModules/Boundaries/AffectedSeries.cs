namespace Compliance.Formats.CryptoModules.Boundaries;

/// <summary>A release series whose module has a vulnerability from its first release on.</summary>
/// <param name="Series">Two numbers, <c>3.1</c>.</param>
/// <param name="Fixed">First release of the series whose module does not have it any more; null when the source names none.</param>
public sealed record AffectedSeries(string Series, string? Fixed);
