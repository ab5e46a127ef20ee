using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Compliance.Policy.Documents;

/// <summary>A dated set of policies with parameter values: one file under <c>policies/profiles/</c>.</summary>
public sealed record ProfileDocument
{
    [Description("Name of the profile; the file has the same name.")]
    [RegularExpression(DocumentPatterns.Id)]
    public required string Id { get; init; }

    [Description("Name for people.")]
    [MinLength(1)]
    public required string Title { get; init; }

    [Description("FedRAMP certification that it is for. It decides the force of rules that differ by class, and which controls are shown.")]
    public CertificationDocument? Certification { get; init; }

    [Description("Legacy Rev5 baseline that it is for. It decides which controls are shown.")]
    public LegacyBaseline? Baseline { get; init; }

    [Description("Rule texts that the profile follows, with their versions and dates.")]
    [MinLength(1)]
    public required ImmutableArray<RuleTextDocument> Rules { get; init; }

    [Description("When the profile may be used.")]
    public EffectiveDocument? Effective { get; init; }

    [Description("Catalogs whose controls and rules are shown; those of other frameworks are left out of the results.")]
    [MinLength(1)]
    public required ImmutableArray<string> Frameworks { get; init; }

    [Description("The policies.")]
    [MinLength(1)]
    public required ImmutableArray<ProfilePolicyDocument> Policies { get; init; }

    [Description("What waivers need here; a signature by the approver where nothing is said.")]
    public WaiverRuleDocument? Waivers { get; init; }

    [Description("How binding rules are here, where that differs or depends on the class.")]
    public ImmutableArray<RuleForceDocument> Force { get; init; } = [];
}
