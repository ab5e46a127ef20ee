namespace Compliance.Policy.Calendars;

/// <summary>One day of a system.</summary>
/// <param name="On">ISO date.</param>
/// <param name="Kind"><c>rules</c>, <c>adoption</c>, <c>assessment</c>, <c>certificate</c>, <c>submission</c>, <c>deviation</c> or <c>waiver</c>.</param>
/// <param name="What">What happens, one sentence without a full stop.</param>
/// <param name="Source">Where the day is read.</param>
public sealed record CalendarEntry(string On, string Kind, string What, string Source);
