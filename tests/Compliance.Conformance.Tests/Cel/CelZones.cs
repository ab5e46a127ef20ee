namespace Compliance.Conformance.Tests.Cel;

/// <summary>Time zones of this machine: the engine has none unless they are handed in.</summary>
internal static class CelZones
{
    public static TimeSpan? Find(string name, DateTime utc) => TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone.GetUtcOffset(utc) : null;
}
