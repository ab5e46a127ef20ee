using System.Collections.Immutable;
using Compliance.Evidence.Packaging;
using Compliance.Evidence.Records;

namespace Compliance.Service.Auditing;

/// <summary>What an audit left.</summary>
/// <param name="LeftOut">Collectors that did not run, on request.</param>
/// <param name="File">Where the caller's package is, as named; null where only the store has it.</param>
internal sealed record AuditOutcome(AuditRecord Record, EvidenceDraft Draft, string? File, ImmutableArray<string> LeftOut)
{
    /// <summary>Whether probes were asked for.</summary>
    public bool IsProbed { get; init; }

    /// <summary>Gaps of all images, and of imported benchmark results.</summary>
    public int GapCount => Draft.Facts.Sum(facts => facts.Gaps.Length) + Draft.Evaluation.Benchmarks.Count(benchmark => !benchmark.Problems.IsEmpty);
}
