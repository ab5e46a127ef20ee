using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Compliance.Policy.Documents;

/// <summary>What happens on a day.</summary>
public sealed record DatedEventDocument
{
    [Description("The day, ISO 8601.")]
    [RegularExpression(DocumentPatterns.Day)]
    public required string On { get; init; }

    [Description("What happens.")]
    [MinLength(1)]
    public required string What { get; init; }

    [Description("Where it is read.")]
    [MinLength(1)]
    public required string Source { get; init; }

    [Description("Certification types that it concerns, rev5 or 20x; none means every one.")]
    public ImmutableArray<string> Types { get; init; } = [];
}
