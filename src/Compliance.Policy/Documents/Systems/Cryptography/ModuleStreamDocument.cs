using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Compliance.Policy.Documents;

/// <summary>The default of a system between update streams and validated module streams (FRR1).</summary>
public sealed record ModuleStreamDocument
{
    [Description("update-streams or validated-module-streams.")]
    public required ModuleStream Default { get; init; }

    [Description("The risk evaluation that the default comes from.")]
    [MinLength(1)]
    public required string Basis { get; init; }
}
