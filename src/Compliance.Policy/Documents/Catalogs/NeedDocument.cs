using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Compliance.Policy.Documents;

/// <summary>Evidence that a person provides.</summary>
public sealed record NeedDocument
{
    [Description("SP 800-53A method.")]
    public required EvidenceMethod Method { get; init; }

    [Description("What answers the check, one sentence.")]
    [MinLength(1)]
    public required string Provide { get; init; }
}
