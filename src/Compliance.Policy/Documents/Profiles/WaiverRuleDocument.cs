using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Compliance.Policy.Documents;

/// <summary>What a profile asks of waivers.</summary>
public sealed record WaiverRuleDocument
{
    [Description("Whether a waiver needs its approver's signature; required where nothing is said.")]
    public SignatureRule Signature { get; init; }

    [Description("Most days from approval to expiry.")]
    [Range(1, 36500)]
    public long? MaxDays { get; init; }
}
