using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Compliance.Policy.Results;

namespace Compliance.Policy.Documents;

/// <summary>One file under <c>cases/</c> of a policy: facts, and the verdict that they must lead to.</summary>
public sealed record CaseDocument
{
    [Description("What the case shows, one sentence.")]
    [MinLength(1)]
    public required string About { get; init; }

    [Description("Facts by kind (docs/facts.md), and coverage, counts and gaps. What is not given is unknown.")]
    public required object Given { get; init; }

    [Description("Parameter values that differ from the defaults.")]
    public ImmutableSortedDictionary<string, object> Params { get; init; } = ImmutableSortedDictionary<string, object>.Empty;

    [Description("The date that is judged, RFC 3339; 2026-11-23T00:00:00Z unless given.")]
    [MinLength(1)]
    public string? At { get; init; }

    [Description("The verdict: met, not met, unknown or not applicable.")]
    public required Verdict Expect { get; init; }

    [Description("policy/check of every reason for the verdict. Left out only for met.")]
    public ImmutableArray<string> Because { get; init; } = [];
}
