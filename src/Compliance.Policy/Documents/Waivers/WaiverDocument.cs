using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Compliance.Policy.Documents;

/// <summary>One <c>waivers/&lt;id&gt;.yaml</c>: an exception from a policy, as written. <c>policies/waiver.schema.json</c> is made from it.</summary>
public sealed record WaiverDocument
{
    [Description("Name of the waiver; the file has the same name.")]
    [RegularExpression(DocumentPatterns.Id)]
    public required string Id { get; init; }

    [Description("The policy that is not met.")]
    [RegularExpression(DocumentPatterns.Id)]
    public required string Policy { get; init; }

    [Description("Id of the system, as in its system file: a waiver holds for one system.")]
    [RegularExpression(DocumentPatterns.Id)]
    public required string System { get; init; }

    [Description("Image and item that it is about.")]
    public required WaiverSubjectDocument Subject { get; init; }

    [Description("What kind of exception it is.")]
    public required WaiverType Type { get; init; }

    [Description("Why, and what limits the risk meanwhile.")]
    [MinLength(1)]
    public required string Reason { get; init; }

    [Description("Severity while it lasts: with a risk adjustment, and only there.")]
    public Severity? AdjustedSeverity { get; init; }

    [Description("Vendor that has to remedy it: with a vendor dependency, and only there.")]
    public WaiverVendorDocument? Vendor { get; init; }

    [Description("Last day on which it has effect, ISO 8601.")]
    [RegularExpression(DocumentPatterns.Day)]
    public required string Expires { get; init; }

    [Description("Steps in their order; the last one says what the waiver is.")]
    [MinLength(1)]
    public required ImmutableArray<WaiverStepDocument> Steps { get; init; }
}
