using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Compliance.Policy.Documents;

/// <summary>An operating system that is updated without releases, so that none can end.</summary>
public sealed record RollingSystemDocument
{
    [Description("ID of os-release.")]
    [RegularExpression(DocumentPatterns.Id)]
    public required string Id { get; init; }

    [Description("Where it is read.")]
    [MinLength(1)]
    public required string Source { get; init; }
}
