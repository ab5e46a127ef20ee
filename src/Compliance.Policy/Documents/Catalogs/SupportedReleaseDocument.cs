using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Compliance.Policy.Documents;

/// <summary>One release of an operating system.</summary>
public sealed record SupportedReleaseDocument
{
    [Description("ID of os-release.")]
    [RegularExpression(DocumentPatterns.Id)]
    public required string Id { get; init; }

    [Description("VERSION_ID of os-release, or what it starts with before a dot.")]
    [MinLength(1)]
    public required string Version { get; init; }

    [Description("Last day of security support without a paid extension, ISO 8601.")]
    [RegularExpression(DocumentPatterns.Day)]
    public required string Until { get; init; }

    [Description("Where it is read.")]
    [MinLength(1)]
    public required string Source { get; init; }
}
