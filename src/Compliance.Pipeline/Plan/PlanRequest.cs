using System.Collections.Immutable;
using Compliance.Evidence.Acquisition;
using Compliance.Evidence.Assessing;
using Compliance.Evidence.Feeds;
using Compliance.Formats;
using Compliance.Formats.Packages.Recipes;
using Compliance.Formats.Reading;
using Compliance.Pipeline.Compose;
using Compliance.Policy.Library;

namespace Compliance.Pipeline.Plan;

/// <summary>All that a plan depends on.</summary>
/// <param name="Subject">As typed by the caller.</param>
/// <param name="Before">The image as it is.</param>
/// <param name="Compose">The owner's configuration with repositories and keys.</param>
public sealed record PlanRequest(string Subject, Assessment Before, RebuildRecipe Recipe, ComposeRequest Compose)
{
    /// <summary>Recipe files by name, for provenance.</summary>
    public required ImmutableArray<(string Name, Digest Digest)> RecipeFiles { get; init; }

    /// <summary>What the result is judged with: trust, system file, waivers.</summary>
    public required AuditInputs Inputs { get; init; }

    public required ImmutableArray<PolicyFile> PolicyFiles { get; init; }

    public required string ProfileId { get; init; }

    public required DateTimeOffset EvaluatedAt { get; init; }

    /// <summary>Version of this program.</summary>
    public required string Engine { get; init; }

    public required TrialSigner Trial { get; init; }

    /// <summary>What is known of vulnerabilities; null when nothing is, which makes them unknown.</summary>
    public IVulnerabilityCatalog? Feeds { get; init; }

    public Limits Limits { get; init; } = Limits.Default;
}
