using System.Collections.Immutable;
using Compliance.Formats;
using Compliance.Formats.Packages.Apko.Model;
using Compliance.Policy.Results;

namespace Compliance.Pipeline.Plan;

/// <summary>
/// What a rebuild will do and what will come of it: predicted by composing the changed configuration in memory and auditing that, with the same code as a real audit.
/// Nothing was written. The same evidence, recipe, repositories, policies and date give the same plan.
/// </summary>
public sealed record RebuildPlan
{
    /// <summary>As typed by the caller.</summary>
    public required string Subject { get; init; }

    /// <summary>Manifests of the image as it is, sorted.</summary>
    public required ImmutableArray<Digest> Before { get; init; }

    public required string ProfileId { get; init; }

    public required DateTimeOffset EvaluatedAt { get; init; }

    /// <summary>Recipe files by name.</summary>
    public required ImmutableArray<(string Name, Digest Digest)> Recipe { get; init; }

    /// <summary>Repository, architecture and digest of every index that was solved against.</summary>
    public required ImmutableArray<(string Repository, string Architecture, Digest Index)> Indexes { get; init; }

    public required ImmutableArray<PlannedOperation> Operations { get; init; }

    public required ImmutableArray<UnfixedFinding> Unfixed { get; init; }

    /// <summary>Ordered by policy.</summary>
    public required ImmutableArray<VerdictPrediction> Predictions { get; init; }

    /// <summary>Ordered by name.</summary>
    public required ImmutableArray<PackageChange> Packages { get; init; }

    /// <summary>Compressed layers of all platforms.</summary>
    public required long BytesBefore { get; init; }

    public required long BytesAfter { get; init; }

    /// <summary>Null where no feed was judged.</summary>
    public required int? VulnerabilitiesBefore { get; init; }

    public required int? VulnerabilitiesAfter { get; init; }

    /// <summary>What is composed: the owner's configuration with the operations applied.</summary>
    public required ApkoConfiguration Configuration { get; init; }

    /// <summary>Manifests that composing gives, by architecture.</summary>
    public required ImmutableArray<(string Architecture, Digest Manifest)> After { get; init; }

    public required ImmutableArray<string> Notes { get; init; }

    /// <summary>Policies that are not met before and met after.</summary>
    public IEnumerable<VerdictPrediction> Fixes => Predictions.Where(one => one.Before is Verdict.NotMet && one.After is Verdict.Met or Verdict.NotApplicable);
}
