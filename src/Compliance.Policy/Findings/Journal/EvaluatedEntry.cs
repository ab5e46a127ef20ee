namespace Compliance.Policy.Findings.Journal;

/// <summary>A vulnerability was evaluated (VER-EVA) by a person. <see cref="JournalEntry.At"/> is when the evaluation was complete.</summary>
public sealed record EvaluatedEntry : JournalEntry
{
    public required string Id { get; init; }

    public bool? InternetReachable { get; init; }

    public bool? LikelyExploitable { get; init; }

    /// <summary>Potential agency impact, 1 to 5.</summary>
    public int? Impact { get; init; }

    /// <summary>Impact after the next planned reduction, 1 to 5.</summary>
    public int? NextImpact { get; init; }

    /// <summary>When the next reduction is expected.</summary>
    public DateTimeOffset? NextAt { get; init; }

    public required string Author { get; init; }

    public required string Reason { get; init; }
}
