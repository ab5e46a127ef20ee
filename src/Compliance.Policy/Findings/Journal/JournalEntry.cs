using System.Text.Json.Serialization;

namespace Compliance.Policy.Findings.Journal;

/// <summary>
/// One entry of a system's journal of findings. Entries are only ever appended; the record is what comes of reading them in order. Written as canonical JSON
/// with the kind in <c>kind</c>.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(ObservedEntry), "observed")]
[JsonDerivedType(typeof(ImportedEntry), "imported")]
[JsonDerivedType(typeof(CorrectedEntry), "corrected")]
[JsonDerivedType(typeof(EvaluatedEntry), "evaluated")]
[JsonDerivedType(typeof(DecidedEntry), "decided")]
[JsonDerivedType(typeof(PublishedEntry), "published")]
public abstract record JournalEntry
{
    /// <summary>When it happened or was seen; UTC, whole seconds.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When it came into the journal. Journals are in the order of appending, whatever the clocks of machines said.</summary>
    public required DateTimeOffset RecordedAt { get; init; }
}
