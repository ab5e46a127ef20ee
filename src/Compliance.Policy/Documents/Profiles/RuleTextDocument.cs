using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Compliance.Policy.Documents;

/// <summary>One published text of rules.</summary>
public sealed record RuleTextDocument
{
    [Description("Short name that rule ids begin with and system files adopt, for example CMU; none for a text without rule sets.")]
    [RegularExpression("^[A-Z]{3}$")]
    public string? Ruleset { get; init; }

    [Description("Title of the text.")]
    [MinLength(1)]
    public required string Title { get; init; }

    [Description("Version as the publisher writes it.")]
    [MinLength(1)]
    public required string Version { get; init; }

    [Description("Day of publication, ISO 8601.")]
    [RegularExpression(DocumentPatterns.Day)]
    public required string Published { get; init; }

    [Description("Where version and dates are read.")]
    [MinLength(1)]
    public required string Source { get; init; }

    [Description("First day on which it may be followed.")]
    [RegularExpression(DocumentPatterns.Day)]
    public string? OptionalFrom { get; init; }

    [Description("First day on which it must be followed to obtain a certification.")]
    [RegularExpression(DocumentPatterns.Day)]
    public string? ObtainFrom { get; init; }

    [Description("First day on which it must be followed to keep a certification.")]
    [RegularExpression(DocumentPatterns.Day)]
    public string? MaintainFrom { get; init; }

    [Description("Last day of the grace period.")]
    [RegularExpression(DocumentPatterns.Day)]
    public string? GraceUntil { get; init; }

    [Description("The grace period ends with the first assessment that starts after this day.")]
    [RegularExpression(DocumentPatterns.Day)]
    public string? GraceUntilAssessmentAfter { get; init; }
}
