using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Compliance.Policy.Documents;

/// <summary>Days that hold for every system, or for every one of a certification type: <c>policies/catalogs/dates.yaml</c>.</summary>
public sealed record DatesDocument
{
    [Description("The days.")]
    [MinLength(1)]
    public required ImmutableArray<DatedEventDocument> Dates { get; init; }
}
