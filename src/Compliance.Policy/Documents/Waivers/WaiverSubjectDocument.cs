using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Compliance.Policy.Documents;

/// <summary>What a waiver is about.</summary>
public sealed record WaiverSubjectDocument
{
    [Description("Digest of an image manifest or index, or a pattern over the reference that was audited; * stands for any characters.")]
    [MinLength(1)]
    public required string Image { get; init; }

    [Description("Pattern over the item that is not met (a package, a module, a vulnerability); without it the whole policy is meant.")]
    [MinLength(1)]
    public string? Item { get; init; }
}
