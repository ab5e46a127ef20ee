using Compliance.Policy.Findings.Tracking;

namespace Compliance.Policy.Findings.Journal;

/// <summary>A deviation, or the acceptance of a weakness, as it stands from this entry on.</summary>
public sealed record DecidedEntry : JournalEntry
{
    public required string Id { get; init; }

    public required Deviation Deviation { get; init; }
}
