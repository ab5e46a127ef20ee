using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Compliance.Policy.Documents;

/// <summary>A value that an organization may set.</summary>
public sealed record ParameterDocument
{
    [Description("Type of the value.")]
    public required ParameterType Type { get; init; }

    [Description("Value where neither the profile nor the system file sets one.")]
    public required object Default { get; init; }

    [Description("List of catalogs/support.yaml that is added to the default of a string-list.")]
    public SupportList? Adds { get; init; }

    [Description("What the value decides.")]
    [MinLength(1)]
    public required string Title { get; init; }
}
