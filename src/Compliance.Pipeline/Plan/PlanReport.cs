using System.Collections.Immutable;
using Compliance.Evidence.Assessing;
using Compliance.Formats.Packages.Apk.Versions;
using Compliance.Formats.Packages.Apko.Model;
using Compliance.Pipeline.Apk.Solving;
using Compliance.Pipeline.Compose.Output;
using Compliance.Pipeline.Plan.Finding;
using Compliance.Policy.Facts;
using Compliance.Policy.Results;

namespace Compliance.Pipeline.Plan;

/// <summary>Says what the last trial came to.</summary>
internal sealed class PlanReport(PlanRequest request, Composition composition, Assessment after, ApkoConfiguration configuration, IReadOnlyList<PlannedOperation> done)
{
    private readonly Assessment before = request.Before;

    public RebuildPlan Write()
    {
        var packages = Packages();
        var predictions = Predictions();
        return new RebuildPlan
        {
            Subject = request.Subject,
            Before = [.. before.Facts.Select(facts => facts.Subject).Order()],
            ProfileId = request.ProfileId,
            EvaluatedAt = request.EvaluatedAt,
            Recipe = request.RecipeFiles,
            Indexes = [.. composition.Images.SelectMany(image => image.Repositories).DistinctBy(one => (one.Path, one.Architecture)).Select(one => (Path.GetFileName(one.Path), one.Architecture, one.Digest))],
            Operations = Operations(packages, predictions),
            Unfixed = Unfixed(),
            Predictions = predictions,
            Packages = packages,
            BytesBefore = before.Facts.SelectMany(facts => facts.Facts).Select(fact => fact.Value).OfType<ImageFact>().Sum(image => image.CompressedBytes),
            BytesAfter = composition.Images.Sum(image => image.LayerBytes),
            VulnerabilitiesBefore = Vulnerabilities(before),
            VulnerabilitiesAfter = Vulnerabilities(after),
            Configuration = configuration,
            After = [.. composition.Images.Select(image => (image.Architecture, image.ManifestDigest))],
            Notes = [.. composition.Notes.Select(note => note.ToString()).Distinct(StringComparer.Ordinal)],
        };
    }

    /// <summary>Null where the kind was not collected.</summary>
    internal static int? Vulnerabilities(Assessment assessment) => assessment.Facts.All(facts => facts.CoverageOf(FactKind.Vulnerability) != Coverage.NotCollected)
        ? assessment.Facts.Sum(facts => facts.OfKind(FactKind.Vulnerability).Count())
        : null;

    internal static ImmutableSortedDictionary<string, Verdict> Verdicts(Assessment assessment) => assessment.Evaluation.Results
        .GroupBy(result => result.PolicyId, StringComparer.Ordinal)
        .ToImmutableSortedDictionary(group => group.Key, group => Policy.Results.Verdicts.Combine(group.Select(result => result.Verdict)), StringComparer.Ordinal);

    private ImmutableArray<VerdictPrediction> Predictions()
    {
        var old = Verdicts(before);
        var severities = after.Evaluation.Results.GroupBy(result => result.PolicyId, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First().Severity, StringComparer.Ordinal);
        return [.. Verdicts(after).Select(pair => new VerdictPrediction(pair.Key, severities[pair.Key], old.TryGetValue(pair.Key, out var was) ? was : null, pair.Value))];
    }

    private ImmutableArray<PackageChange> Packages()
    {
        var old = Versions(before);
        var now = composition.Images.SelectMany(image => image.Packages).Select(package => package.Selected).GroupBy(selected => selected.Candidate.Name, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        return
        [
            .. old.Keys.Union(now.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
                .Select(name => new PackageChange(name, old.GetValueOrDefault(name, ""), now.GetValueOrDefault(name)?.Candidate.Version ?? "", Why(now.GetValueOrDefault(name))))
                .Where(change => change.Before != change.After),
        ];
    }

    internal static ImmutableSortedDictionary<string, string> Versions(Assessment assessment) => assessment.Facts
        .SelectMany(facts => facts.Facts).Select(fact => fact.Value).OfType<PackageFact>().GroupBy(package => package.Name, StringComparer.Ordinal)
        .ToImmutableSortedDictionary(group => group.Key, group => group.First().Version, StringComparer.Ordinal);

    private static string Why(SelectedPackage? selected)
    {
        if (selected is null) return "";
        var lost = selected.Rejected.IsEmpty ? "" : $"; {selected.Rejected[0].Candidate} loses: {selected.Rejected[0].Reason}";
        return $"{selected.Because}{lost}";
    }

    private ImmutableArray<PlannedOperation> Operations(ImmutableArray<PackageChange> packages, ImmutableArray<VerdictPrediction> predictions)
    {
        var updating = Allowing("update-packages", predictions);
        var updates = packages.Where(change => change.Before.Length > 0 && change.After.Length > 0).Select(change => new PlannedOperation(
            OperationKind.UpdatePackage, change.Name, $"{change.Before} → {change.After}{(ApkVersions.Compare(change.Before, change.After) > 0 ? " (older)" : "")}{Closing(change.Name)}", updating));
        return
        [
            .. done.Concat(updates).GroupBy(one => (one.Kind, one.Target)).Select(group => group.First() with { Policies = [.. group.SelectMany(one => one.Policies).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)] })
                .OrderBy(one => one.Kind).ThenBy(one => one.Target, StringComparer.Ordinal),
            new PlannedOperation(OperationKind.Sign, "", "every manifest and the index, as cosign reads it", Allowing("sign", predictions)),
            new PlannedOperation(OperationKind.MakeSbom, "", "SPDX 2.3 and CycloneDX 1.6 from the installed packages and every file, attested", Allowing("add-sbom", predictions)),
            new PlannedOperation(OperationKind.Attest, "", "SLSA provenance 1 with every package, index and the configuration by SHA-256", Allowing("attest", predictions)),
            new PlannedOperation(OperationKind.Pin, "", "every package and index by SHA-256 with the time, in a signed lock and in provenance", Allowing("pin-dependencies", predictions)),
        ];
    }

    /// <summary>How many vulnerabilities the image has no more without this package's old version; empty for none, and where that is not known.</summary>
    private string Closing(string package)
    {
        if (Vulnerabilities(before) is null || Vulnerabilities(after) is null) return "";
        var left = Known(after).Select(one => one.Id).ToHashSet(StringComparer.Ordinal);
        var closed = Known(before).Where(one => one.Package == package).Select(one => one.Id).Distinct(StringComparer.Ordinal).Count(id => !left.Contains(id));
        return closed == 0 ? "" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $", closes {closed}");

        static IEnumerable<VulnerabilityFact> Known(Assessment one) => one.Facts.SelectMany(facts => facts.Facts).Select(fact => fact.Value).OfType<VulnerabilityFact>();
    }

    /// <summary>Policies that were not met and for which the action may do something.</summary>
    private ImmutableArray<string> Allowing(string action, ImmutableArray<VerdictPrediction> predictions)
    {
        var open = predictions.Where(one => one.Before == Verdict.NotMet).Select(one => one.PolicyId).ToHashSet(StringComparer.Ordinal);
        return [.. after.Policies.Policies.Where(one => open.Contains(one.Policy.Id) && (one.Policy.Document.Rebuild?.Can ?? []).Contains(action, StringComparer.Ordinal)).Select(one => one.Policy.Id)];
    }

    private ImmutableArray<UnfixedFinding> Unfixed()
    {
        var world = new WorldPackages(composition, configuration, request.Recipe);
        return
        [
            .. after.Evaluation.Results.Where(result => result.Verdict is Verdict.NotMet or Verdict.Unknown)
                .Select(result => (Result: result, Reason: result.Reasons.OrderBy(reason => reason.Verdict).FirstOrDefault()))
                .GroupBy(one => one.Result.PolicyId, StringComparer.Ordinal).Select(group => group.OrderBy(one => one.Result.Verdict).First())
                .OrderBy(one => one.Result.Verdict).ThenBy(one => one.Result.PolicyId, StringComparer.Ordinal)
                .Select(one => new UnfixedFinding(one.Result.PolicyId, one.Result.Verdict, one.Reason?.Item ?? "", Reason(one.Result, one.Reason, world), FixOwners.Of(one.Result))),
        ];
    }

    private string Reason(PolicyResult result, Reason? reason, WorldPackages world)
    {
        var hardening = after.Facts.Where(facts => facts.Subject == result.Subject).SelectMany(facts => facts.Facts).Select(fact => fact.Value).OfType<HardeningFact>().FirstOrDefault();
        var list = result.PolicyId switch { "no-shell" => hardening?.Shells, "no-package-manager" => hardening?.PackageManagers, "no-setuid" => hardening?.SetuidFiles, _ => null };
        var kept = list is { IsKnown: true } paths ? string.Join("; ", paths.Value.Select(world.WhyKept).Where(why => why.Length > 0).Distinct(StringComparer.Ordinal)) : "";
        var message = reason?.Message ?? "unknown";
        return kept.Length > 0 ? $"{message} ({kept})" : message;
    }
}
