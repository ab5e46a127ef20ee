using System.Collections.Immutable;

namespace Compliance.Formats.Vulnerabilities.Advisories;

/// <summary>A range of versions by its events. <see cref="Type"/> is <c>SEMVER</c>, <c>ECOSYSTEM</c> or <c>GIT</c>.</summary>
public sealed record AffectedRange(string Type, ImmutableArray<RangeEvent> Events)
{
    /// <summary>Whether a type and events make a range that can be understood: without a beginning it has no version.</summary>
    internal static bool IsRange(string? type, ImmutableArray<RangeEvent> events) =>
        type is "SEMVER" or "ECOSYSTEM" or "GIT" && events.Any(one => one.Kind == RangeEventKind.Introduced);
}
