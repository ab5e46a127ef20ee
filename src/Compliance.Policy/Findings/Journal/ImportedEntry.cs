using System.Collections.Immutable;

namespace Compliance.Policy.Findings.Journal;

/// <summary>What a POA&amp;M or an earlier scan says: evidence of earlier detections, and for a POA&amp;M ids and cells that people wrote.</summary>
public sealed record ImportedEntry : JournalEntry
{
    public const string Poam = "poam";
    public const string Scan = "scan";
    public const string Package = "package";

    /// <summary><see cref="Poam"/>, <see cref="Scan"/> or <see cref="Package"/>.</summary>
    public required string Source { get; init; }

    /// <summary>File name.</summary>
    public required string Name { get; init; }

    /// <summary>Of the file, 64 hexadecimal characters.</summary>
    public required string Sha256 { get; init; }

    public ImmutableArray<ImportedFinding> Findings { get; init; } = [];
}
