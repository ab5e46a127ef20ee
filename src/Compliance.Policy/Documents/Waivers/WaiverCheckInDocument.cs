using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Compliance.Policy.Documents;

/// <summary>One time that a vendor was asked about a remedy.</summary>
public sealed record WaiverCheckInDocument
{
    [Description("Day on which the vendor was asked, ISO 8601.")]
    [RegularExpression(DocumentPatterns.Day)]
    public required string On { get; init; }

    [Description("Name of the person who asked.")]
    [MinLength(1)]
    public required string Actor { get; init; }

    [Description("Where the answer is written down: case, letter or minutes.")]
    [MinLength(1)]
    public required string Document { get; init; }
}
