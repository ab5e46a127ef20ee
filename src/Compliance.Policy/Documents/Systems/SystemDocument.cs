using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Compliance.Policy.Documents;

/// <summary>
/// One <c>system.yaml</c>: what an image can't know about the system that it runs in. The descriptions are what editors show;
/// <c>policies/system.schema.json</c> is made from them.
/// </summary>
public sealed record SystemDocument
{
    [Description("Name of the system in files and results.")]
    [RegularExpression(DocumentPatterns.Id)]
    public required string Id { get; init; }

    [Description("Name for people.")]
    [MinLength(1)]
    public required string Title { get; init; }

    [Description("Day on which this description was last right, ISO 8601.")]
    [RegularExpression(DocumentPatterns.Day)]
    public required string Dated { get; init; }

    [Description("FedRAMP identifier, for example FR2200000001.")]
    [MinLength(1)]
    public string? FedRampId { get; init; }

    [Description("FedRAMP certification.")]
    public CertificationDocument? Certification { get; init; }

    [Description("Legacy Rev5 baseline.")]
    public LegacyBaseline? Baseline { get; init; }

    [Description("Rule sets that the system has adopted, each with its day. A date alone can't know an opt-in.")]
    public ImmutableArray<AdoptionDocument> Adopted { get; init; } = [];

    [Description("Assessments, past and planned.")]
    public ImmutableArray<AssessmentDocument> Assessments { get; init; } = [];

    [Description("Services with their images, exposure and declared cryptographic uses.")]
    public ImmutableArray<ServiceDocument> Services { get; init; } = [];

    [Description("People and roles who answer for the system.")]
    public ImmutableArray<PersonDocument> Owners { get; init; } = [];

    [Description("Cryptographic modules that no image holds: inherited ones, hardware, the host's.")]
    public ImmutableArray<SystemModuleDocument> Modules { get; init; } = [];

    [Description("Certified systems that this one builds on.")]
    public ImmutableArray<LeveragedSystemDocument> Leveraged { get; init; } = [];

    [Description("Parameter values by policy id and parameter name; they outrank the profile's.")]
    public ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, object>> Parameters { get; init; } =
        ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, object>>.Empty;

    [Description("Rules that should be followed and are not, with reason, risk to customers and acceptance.")]
    public ImmutableArray<DeviationDocument> Deviations { get; init; } = [];

    [Description("Agencies that use the service. N5 is an effect on more than one; without the number both ratings are shown.")]
    [Range(0, 1_000_000)]
    public long? Agencies { get; init; }

    [Description("Registries that images come from, and how they are monitored.")]
    public ImmutableArray<RegistryDocument> Registries { get; init; } = [];

    [Description("How vulnerabilities were evaluated: what no image and no feed can know, with author and reason.")]
    public ImmutableArray<TriageDocument> Triage { get; init; } = [];

    [Description("VEX documents that are believed beside those that a trusted signer attested, each by its digest.")]
    public ImmutableArray<VexTrustDocument> Vex { get; init; } = [];

    [Description("Modules that were submitted to the CMVP, for update streams of validated modules.")]
    public ImmutableArray<SubmissionDocument> Submissions { get; init; } = [];

    [Description("Default between update streams and validated module streams, from a risk evaluation.")]
    public ModuleStreamDocument? ModuleStream { get; init; }

    [Description("Uses of modules without an active validation, each with its plan.")]
    public ImmutableArray<UnvalidatedUseDocument> Unvalidated { get; init; } = [];

    [Description("Moves from a validated module to one that is not, with the conditions under which they are acceptable.")]
    public ImmutableArray<ModuleExchangeDocument> Exchanges { get; init; } = [];

    [Description("People who may accept deviations.")]
    public ImmutableArray<PersonDocument> Approvers { get; init; } = [];
}
