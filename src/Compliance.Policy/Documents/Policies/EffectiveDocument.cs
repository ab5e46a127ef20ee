using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Compliance.Policy.Documents;

/// <summary>First and last day on which something is in force; an absent one is open.</summary>
public sealed record EffectiveDocument
{
    [Description("First day, ISO 8601.")]
    [RegularExpression(DocumentPatterns.Day)]
    public string? From { get; init; }

    [Description("Last day, ISO 8601.")]
    [RegularExpression(DocumentPatterns.Day)]
    public string? Until { get; init; }
}
