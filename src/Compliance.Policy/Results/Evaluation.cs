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

    /// <summary>Combination of all results.</summary>
    public Verdict Verdict => Verdicts.Combine(Results.Select(result => result.Verdict));
}
