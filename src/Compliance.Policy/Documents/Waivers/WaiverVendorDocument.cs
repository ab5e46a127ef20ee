using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Compliance.Policy.Documents;

/// <summary>The vendor that a finding depends on, and when it was asked.</summary>
public sealed record WaiverVendorDocument
{
    [Description("Product that the vendor has to remedy, as the POA&M names it.")]
    [MinLength(1)]
    public required string Product { get; init; }

    [Description("Every time that the vendor was asked, in any order; one counts for a month.")]
    [MinLength(1)]
    public required ImmutableArray<WaiverCheckInDocument> CheckIns { get; init; }
}
