using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Compliance.Policy.Documents;

/// <summary>Until when vendors support operating systems: <c>policies/catalogs/support.yaml</c>.</summary>
public sealed record SupportDocument
{
    [Description("The day on which the list was drawn up from its sources, ISO 8601.")]
    [RegularExpression(DocumentPatterns.Day)]
    public required string Drawn { get; init; }

    [Description("Releases with the last day of their support.")]
    [MinLength(1)]
    public required ImmutableArray<SupportedReleaseDocument> Releases { get; init; }

    [Description("Systems without releases.")]
    [MinLength(1)]
    public required ImmutableArray<RollingSystemDocument> Rolling { get; init; }
}
