namespace Compliance.Formats.Vulnerabilities.Advisories;

/// <summary>Where a range begins or ends. <c>0</c> as an introduction is before every version.</summary>
public sealed record RangeEvent(RangeEventKind Kind, string Version);
