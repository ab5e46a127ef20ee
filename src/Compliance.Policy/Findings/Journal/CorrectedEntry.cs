namespace Compliance.Policy.Findings.Journal;

/// <summary>A detection is later than what the evidence says, for a reason that someone with the authority signed.</summary>
public sealed record CorrectedEntry : JournalEntry
{
    public required string Id { get; init; }

    public required DateTimeOffset DetectedAt { get; init; }

    public required string Reason { get; init; }

    /// <summary>The trusted identity that signed.</summary>
    public required string SignedBy { get; init; }

    /// <summary>As it was signed.</summary>
    public required byte[] Document { get; init; }

    public required byte[] Signature { get; init; }
}
