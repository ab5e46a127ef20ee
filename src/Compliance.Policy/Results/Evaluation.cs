using System.Collections.Immutable;
using Compliance.Formats;

namespace Compliance.Policy.Results;

/// <summary>
/// All policies of a profile over the fact sets of one audit: a pure function of facts, policies, parameters, catalogs and the date.
/// </summary>
public sealed record Evaluation
{
    /// <summary>Version of the evaluating engine.</summary>
    public required string Engine { get; init; }

    public required string ProfileId { get; init; }

    public required string ProfileTitle { get; init; }

    /// <summary>Digest over the profile, its policies and catalogs, exactly as evaluated.</summary>
    public required Digest PolicySet { get; init; }

    /// <summary>The date that rules and certificates are judged on.</summary>
    public required DateTimeOffset EvaluatedAt { get; init; }

    /// <summary>Ordered by subject, then by policy id.</summary>
    public required ImmutableArray<PolicyResult> Results { get; init; }

    /// <summary>Every waiver that was handed in, ordered by path, with what came of it.</summary>
    public ImmutableArray<WaiverResult> Waivers { get; init; } = [];

    /// <summary>What came of the signature over the set of policies; null when the set was not signed.</summary>
    public PolicySetSignature? PolicySignature { get; init; }

    /// <summary>Every record of human evidence that was handed in, ordered by path. No verdict rests on it.</summary>
    public ImmutableArray<HumanEvidenceResult> HumanEvidence { get; init; } = [];

    /// <summary>Every imported report of a benchmark, ordered by path. No verdict rests on it.</summary>
    public ImmutableArray<BenchmarkResult> Benchmarks { get; init; } = [];

    /// <summary>What the results say about assessment objectives and rules; ordered by subject, framework, control and objective.</summary>
    public ImmutableArray<ObjectiveResult> Objectives { get; init; } = [];

    /// <summary>What no evidence of an image answers, and what a person has to provide for it; ordered by id.</summary>
    public ImmutableArray<NeededEvidence> Needed { get; init; } = [];

    /// <summary>Combination of what all results count as (<see cref="PolicyResult.CountsAs"/>).</summary>
    public Verdict Verdict => Verdicts.Combine(Results.Select(result => result.CountsAs));

    /// <summary>
    /// The combination when what is waived is taken as accepted: for callers who say that they accept it, never for what is printed as the verdict. What is
    /// unknown beside something waived stays unknown.
    /// </summary>
    public Verdict VerdictAcceptingWaivers => Verdicts.Combine(Results.Select(result => !result.IsWaived ? result.CountsAs
        : result.Reasons.Any(reason => reason.Verdict == Verdict.Unknown) ? Verdict.Unknown : Verdict.Met));
}
