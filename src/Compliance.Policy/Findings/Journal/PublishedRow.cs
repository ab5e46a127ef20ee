using System.Collections.Immutable;

namespace Compliance.Policy.Findings.Journal;

/// <summary>One row of a POA&amp;M that was written.</summary>
/// <param name="Made">Cells that were computed, by header.</param>
/// <param name="Kept">Cells that people wrote, by header.</param>
public sealed record PublishedRow(string TrackingId, string Id, ImmutableSortedDictionary<string, string> Made, ImmutableSortedDictionary<string, string> Kept);
