using System.Collections.Immutable;

namespace Compliance.Formats.Vulnerabilities.Advisories;

/// <summary>A range of versions by its events. <see cref="Type"/> is <c>SEMVER</c>, <c>ECOSYSTEM</c> or <c>GIT</c>.</summary>
public sealed record AffectedRange(string Type, ImmutableArray<RangeEvent> Events);
