using System.Collections.Immutable;

namespace Compliance.Formats.Benchmarks;

/// <summary>The results of one benchmark on one target, as a file states them. Texts are empty when not stated.</summary>
public sealed record BenchmarkReport
{
    public required BenchmarkFormat Format { get; init; }

    public required string BenchmarkId { get; init; }

    public required string Version { get; init; }

    public required string Profile { get; init; }

    /// <summary>What computed or edited the results, by its own word.</summary>
    public required string Tool { get; init; }

    public required string Target { get; init; }

    /// <summary>Digests that the target's description names, ordered: of an image, when the tool knew it.</summary>
    public required ImmutableArray<Digest> Subjects { get; init; }

    /// <summary>Ordered by id; several results of one rule are one, the least.</summary>
    public required ImmutableArray<BenchmarkRule> Rules { get; init; }

    public int Count(BenchmarkOutcome outcome) => Rules.Count(rule => rule.Outcome == outcome);
}
