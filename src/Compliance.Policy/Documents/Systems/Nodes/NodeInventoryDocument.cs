using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Compliance.Policy.Documents;

/// <summary>
/// One node inventory: where containers of a system run, which no image can know. <see cref="Count"/> comes from the platform, not from the list, so that a node that was left out
/// is noticed.
/// </summary>
public sealed record NodeInventoryDocument
{
    [Description("Day on which the nodes were asked, ISO 8601.")]
    [RegularExpression(DocumentPatterns.Day)]
    public required string Dated { get; init; }

    [Description("How they were asked.")]
    [MinLength(1)]
    public required string Source { get; init; }

    [Description("How many nodes the platform says there are; the list has to have as many.")]
    public required long Count { get; init; }

    [Description("Every node.")]
    public ImmutableArray<NodeDocument> Nodes { get; init; } = [];
}
