using System.Collections.Immutable;
using Compliance.Evidence.Assessing;
using Compliance.Pipeline.Plan;
using Compliance.Policy.Facts;
using Compliance.Policy.Results;

namespace Compliance.Pipeline.Delta;

/// <summary>Compares the evidence before and after a rebuild. A pure function: anyone with both packages gets the same.</summary>
public static class DeltaMaker
{
    /// <param name="buildMilliseconds">Null where no run is known.</param>
    public static RebuildDelta Compare(Assessment before, Assessment after, long? buildMilliseconds)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var (closed, opened) = Vulnerabilities(before, after);
        var (stateBefore, stateAfter) = (StateOf(before), StateOf(after));
        var packages = Packages(before, after);
        var (proposed, because) = ChangeClasses.Propose(before, after, packages, stateBefore, stateAfter);
        return new RebuildDelta
        {
            Before = [.. before.Facts.Select(facts => facts.Subject).Order()],
            After = [.. after.Facts.Select(facts => facts.Subject).Order()],
            VerdictBefore = before.Evaluation.Verdict,
            VerdictAfter = after.Evaluation.Verdict,
            Controls = Controls(before, after),
            Packages = packages,
            VulnerabilitiesClosed = closed,
            VulnerabilitiesOpened = opened,
            StateBefore = stateBefore,
            StateAfter = stateAfter,
            BuildMilliseconds = buildMilliseconds,
            ProposedClass = proposed,
            ProposedBecause = because,
        };
    }

    private static ImmutableArray<ControlChange> Controls(Assessment before, Assessment after)
    {
        var (old, now) = (PlanReport.Verdicts(before), PlanReport.Verdicts(after));
        var controls = before.Evaluation.Results.Concat(after.Evaluation.Results).ToLookup(result => result.PolicyId, result => result.Controls, StringComparer.Ordinal);
        return
        [
            .. old.Keys.Union(now.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
                .Select(id => new ControlChange(
                    id,
                    old.TryGetValue(id, out var was) ? was : null,
                    now.TryGetValue(id, out var isNow) ? isNow : null,
                    [.. controls[id].SelectMany(list => list).Select(control => $"{control.Framework}/{control.Id}").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]))
                .Where(change => change.Before != change.After),
        ];
    }

    private static ImmutableArray<PackageChange> Packages(Assessment before, Assessment after)
    {
        var (old, now) = (PlanReport.Versions(before), PlanReport.Versions(after));
        return
        [
            .. old.Keys.Union(now.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
                .Select(name => new PackageChange(name, old.GetValueOrDefault(name, ""), now.GetValueOrDefault(name, ""), "")).Where(change => change.Before != change.After),
        ];
    }

    private static (ImmutableArray<string>? Closed, ImmutableArray<string>? Opened) Vulnerabilities(Assessment before, Assessment after)
    {
        if (PlanReport.Vulnerabilities(before) is null || PlanReport.Vulnerabilities(after) is null) return (null, null);
        var (old, now) = (Ids(before), Ids(after));
        return ([.. old.Except(now)], [.. now.Except(old)]);

        static ImmutableSortedSet<string> Ids(Assessment one) => Values<VulnerabilityFact>(one).Select(fact => fact.Id).ToImmutableSortedSet(StringComparer.Ordinal);
    }

    private static DeltaState StateOf(Assessment one)
    {
        var packages = Values<PackageFact>(one).ToList();
        var verified = Values<SignatureFact>(one).Where(signature => signature.Outcome is { IsKnown: true, Value: "verified" }).ToList();
        return new DeltaState(
            Values<ImageFact>(one).Sum(image => image.CompressedBytes),
            Values<ImageFact>(one).Sum(image => (long)image.LayerDigests.Length),
            packages.Count,
            packages.TrueForAll(package => package.InSbom.IsKnown) ? packages.Count(package => package.InSbom.Value) : null,
            verified.Count,
            [.. verified.Where(signature => signature.Signer.IsKnown).Select(signature => signature.Signer.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            [.. verified.Where(signature => signature.Algorithm.IsKnown).Select(signature => signature.Algorithm.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            [.. Values<CryptoModuleFact>(one).Select(Describe).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
    }

    private static string Describe(CryptoModuleFact module) =>
        $"{module.Name} {(module.Version.IsKnown ? module.Version.Value : "of unknown version")}, {(module.Activation.IsKnown ? module.Activation.Value : "activation unknown")}";

    internal static IEnumerable<T> Values<T>(Assessment one)
        where T : FactValue => one.Facts.SelectMany(facts => facts.Facts).Select(fact => fact.Value).OfType<T>();
}
