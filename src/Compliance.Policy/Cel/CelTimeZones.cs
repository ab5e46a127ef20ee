namespace Compliance.Policy.Cel;

/// <summary>
/// The offset from UTC of a named time zone (IANA) at an instant; null when there is no such zone. What a name means changes with the data
/// of the machine, so that an environment has none unless it is handed in: by default only <c>UTC</c> and <c>±HH:MM</c> are known.
/// </summary>
public delegate TimeSpan? CelTimeZones(string name, DateTime utc);
