using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Compliance.Policy.Documents;

/// <summary>Someone with a role.</summary>
public sealed record PersonDocument
{
    [Description("Name.")]
    [MinLength(1)]
    public required string Name { get; init; }

    [Description("Role.")]
    [MinLength(1)]
    public required string Role { get; init; }
}
