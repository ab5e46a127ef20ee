using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Compliance.Policy.Documents;

/// <summary>What is asked of a container image, and what answers it: <c>policies/catalogs/checks.yaml</c>.</summary>
public sealed record CheckCatalogDocument
{
    [Description("Title of the list.")]
    [MinLength(1)]
    public required string Title { get; init; }

    [Description("Where the checks are read.")]
    [MinLength(1)]
    public required string Source { get; init; }

    [Description("The checks.")]
    [MinLength(1)]
    public required ImmutableArray<AskedCheckDocument> Checks { get; init; }
}
