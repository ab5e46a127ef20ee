using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Compliance.Policy.Documents;

/// <summary>Controls or rules of one framework, as far as policies name them: one file under <c>policies/catalogs/controls/</c>.</summary>
public sealed record ControlCatalogDocument
{
    [Description("Name that policies use; the file has the same name.")]
    [MinLength(1)]
    public required string Framework { get; init; }

    [Description("Title of the framework.")]
    [MinLength(1)]
    public required string Title { get; init; }

    [Description("Where titles, objectives and memberships are read, and their licence.")]
    [MinLength(1)]
    public required string Source { get; init; }

    [Description("The controls or rules.")]
    [MinLength(1)]
    public required ImmutableArray<CatalogControlDocument> Controls { get; init; }
}
