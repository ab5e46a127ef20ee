namespace Compliance.Policy.Calendars;

/// <summary>Something that falls due on a day that nobody has stated yet.</summary>
/// <param name="What">What falls due.</param>
/// <param name="When">What decides the day.</param>
/// <param name="Source">Where that is read.</param>
public sealed record OpenDate(string What, string When, string Source);
