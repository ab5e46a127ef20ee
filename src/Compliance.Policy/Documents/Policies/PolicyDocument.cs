using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Compliance.Policy.Documents;

/// <summary>One <c>policy.yaml</c>, as written. The descriptions are what editors show; <c>policies/policy.schema.json</c> is made from them.</summary>
public sealed record PolicyDocument
{
    [Description("Name of the policy; the folder has the same name.")]
    [RegularExpression(DocumentPatterns.Id)]
    public required string Id { get; init; }

    [Description("What holds when the policy is met, one sentence without a full stop.")]
    [MinLength(1)]
    public required string Title { get; init; }

    [Description("Why it is asked for.")]
    [MinLength(1)]
    public required string Rationale { get; init; }

    [Description("What is judged: the image once, or each item of the list; the item is bound to a variable of this name (pkg for package).")]
    public required SubjectKind Subject { get; init; }

    [Description("CEL expression of type bool: the items that are judged. Unknown makes the item unknown.")]
    [MinLength(1)]
    public string? Where { get; init; }

    [Description("Checks that all have to hold.")]
    [MinLength(1)]
    public required ImmutableArray<CheckDocument> Require { get; init; }

    [Description("CEL expression of type int: how many items have to be judged, counted from another source than the list. Needed for every subject but image.")]
    [MinLength(1)]
    public string? Population { get; init; }

    [Description("When there is nothing to judge, and that is known.")]
    public NotApplicableDocument? NotApplicable { get; init; }

    [Description("How much it matters when the policy is not met.")]
    public required Severity Severity { get; init; }

    [Description("Values that an organization may set, named under params in expressions.")]
    public ImmutableSortedDictionary<string, ParameterDocument> Parameters { get; init; } = ImmutableSortedDictionary<string, ParameterDocument>.Empty;

    [Description("Controls, objectives and rules that the result speaks to. A policy supports or contradicts an objective; it satisfies none.")]
    [MinLength(1)]
    public required ImmutableArray<ControlDocument> Controls { get; init; }

    [Description("What a rebuild could do about it.")]
    public RebuildDocument? Rebuild { get; init; }

    [Description("When the policy is in force.")]
    public EffectiveDocument? Effective { get; init; }
}
