using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Compliance.Policy.Documents;

/// <summary>One thing that is asked of an image.</summary>
public sealed record AskedCheckDocument
{
    [Description("Name of the check.")]
    [RegularExpression(DocumentPatterns.Id)]
    public required string Id { get; init; }

    [Description("What holds when it is answered well.")]
    [MinLength(1)]
    public required string Title { get; init; }

    [Description("Policies that answer it, whole or in part, from an image's evidence.")]
    public ImmutableArray<string> Policies { get; init; } = [];

    [Description("What a person has to provide, where an image's evidence can't answer it or not all of it.")]
    public NeedDocument? Needs { get; init; }

    [Description("Controls, objectives and rules that the person's evidence speaks to.")]
    public ImmutableArray<AskedControlDocument> Controls { get; init; } = [];
}
