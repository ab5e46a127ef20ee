using System.Collections.Immutable;
using Compliance.Evidence.Assessing;
using Compliance.Pipeline.Plan;
using Compliance.Policy.Facts;

namespace Compliance.Pipeline.Delta;

/// <summary>Proposes a class of significant change from what the evidence shows; the greatest one that has a reason.</summary>
internal static class ChangeClasses
{
    public static (ChangeClass Class, ImmutableArray<string> Because) Propose(
        Assessment before, Assessment after, ImmutableArray<PackageChange> packages, DeltaState stateBefore, DeltaState stateAfter)
    {
        var transformative = Transformative(before, after).ToImmutableArray();
        if (!transformative.IsEmpty) return (ChangeClass.Transformative, transformative);
        var adaptive = Adaptive(before, after, packages, stateBefore, stateAfter).ToImmutableArray();
        return adaptive.IsEmpty ? (ChangeClass.Routine, ["only versions of packages and what is said about the image differ"]) : (ChangeClass.Adaptive, adaptive);
    }

    private static IEnumerable<string> Transformative(Assessment before, Assessment after)
    {
        var (old, now) = (Images(before), Images(after));
        if (Texts(old, image => image.OsId.IsKnown ? image.OsId.Value : "") is var was && Texts(now, image => image.OsId.IsKnown ? image.OsId.Value : "") is var isNow && was != isNow)
            yield return $"the operating system is another one: {was} → {isNow}";
        if (Texts(old, image => string.Join(' ', image.Entrypoint)) is var ran && Texts(now, image => string.Join(' ', image.Entrypoint)) is var runs && ran != runs)
            yield return $"the entrypoint is another one: {ran} → {runs}";
        if (Texts(old, image => image.Architecture) is var on && Texts(now, image => image.Architecture) is var nowOn && on != nowOn)
            yield return $"the platforms are others: {on} → {nowOn}";
    }

    private static IEnumerable<string> Adaptive(Assessment before, Assessment after, ImmutableArray<PackageChange> packages, DeltaState stateBefore, DeltaState stateAfter)
    {
        if (!stateBefore.Modules.SequenceEqual(stateAfter.Modules, StringComparer.Ordinal))
            yield return $"cryptographic modules change: {Words(stateBefore.Modules)} → {Words(stateAfter.Modules)}";
        var (added, removed) = (packages.Where(change => change.Before.Length == 0).Select(change => change.Name).ToArray(), packages.Where(change => change.After.Length == 0).Select(change => change.Name).ToArray());
        if (added.Length > 0) yield return $"packages are added: {string.Join(", ", added)}";
        if (removed.Length > 0) yield return $"packages are removed: {string.Join(", ", removed)}";
        var (old, now) = (Texts(Images(before), image => image.User), Texts(Images(after), image => image.User));
        if (old != now) yield return $"the image runs as another user: {(old.Length == 0 ? "root" : old)} → {(now.Length == 0 ? "root" : now)}";
    }

    private static List<ImageFact> Images(Assessment one) => [.. DeltaMaker.Values<ImageFact>(one)];

    private static string Words(ImmutableArray<string> texts) => texts.IsEmpty ? "none" : string.Join("; ", texts);

    private static string Texts(IEnumerable<ImageFact> images, Func<ImageFact, string> text) => string.Join(", ", images.Select(text).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
}
