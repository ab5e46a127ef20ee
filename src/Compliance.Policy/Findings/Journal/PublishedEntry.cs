using System.Collections.Immutable;

namespace Compliance.Policy.Findings.Journal;

/// <summary>A POA&amp;M was written: what its cells were made of, so that next month's tells what people changed.</summary>
public sealed record PublishedEntry : JournalEntry
{
    public required string Name { get; init; }

    /// <summary>Of the rows that it was made of, 64 hexadecimal characters: equal rows are one file.</summary>
    public required string Sha256 { get; init; }

    public ImmutableArray<PublishedRow> Rows { get; init; } = [];
}
