using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Compliance.Policy.Documents;

/// <summary>What a rebuild could do about a policy that is not met.</summary>
public sealed record RebuildDocument
{
    [Description("Names of rebuild actions.")]
    [MinLength(1)]
    public required ImmutableArray<string> Can { get; init; }
}
