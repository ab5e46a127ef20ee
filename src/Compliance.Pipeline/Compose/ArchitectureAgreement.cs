using System.Collections.Immutable;
using Compliance.Formats.Packages.Apk.Versions;
using Compliance.Pipeline.Apk.Solving;

namespace Compliance.Pipeline.Compose;

/// <summary>
/// Solves one world for several architectures so that what the world names is the same package in the same version on all of them: a version that one of them
/// can't have loses on the others, too. What only comes along may differ.
/// </summary>
internal static class ArchitectureAgreement
{
    private const int MaxRounds = 200;

    /// <param name="universes">By architecture, more than one.</param>
    /// <param name="options">What was solved with at last; its <see cref="SolverOptions.Shared"/> lacks the versions that lost.</param>
    public static ImmutableSortedDictionary<string, ApkSolution> Solve(IReadOnlyDictionary<string, ApkUniverse> universes, IReadOnlyList<ApkDependency> world, out SolverOptions options)
    {
        var shared = ApkUniverse.InAll(universes.Values);
        options = new SolverOptions { Shared = shared };
        string? lost = null;
        for (var round = 0; ; round++)
        {
            var solving = options;
            var solutions = universes.ToImmutableSortedDictionary(pair => pair.Key, pair => ApkSolver.Solve(pair.Value, world, solving), StringComparer.Ordinal);
            if (!solutions.Values.All(solution => solution.IsSolved)) return lost is null ? solutions : solutions.ToImmutableSortedDictionary(pair => pair.Key, pair => Told(pair.Value, lost), StringComparer.Ordinal);
            if (Disagreement(solutions, world) is not { } found) return solutions;
            lost = found.Words;
            if (round == MaxRounds || !shared.Remove(found.Loser)) return solutions.ToImmutableSortedDictionary(pair => pair.Key, _ => new ApkSolution([], new SolverRefusal([$"{found.Item}"], [lost])), StringComparer.Ordinal);
        }
    }

    private static ApkSolution Told(ApkSolution solution, string lost) =>
        solution.Refusal is { } refusal ? solution with { Refusal = refusal with { Causes = refusal.Causes.Add($"no version is on every architecture: {lost}") } } : solution;

    private static (ApkDependency Item, (string Name, string Version) Loser, string Words)? Disagreement(ImmutableSortedDictionary<string, ApkSolution> solutions, IReadOnlyList<ApkDependency> world)
    {
        foreach (var item in world.Where(item => !item.IsConflict))
        {
            var chosen = solutions.Select(pair => (Architecture: pair.Key, Candidate: pair.Value.Packages.Select(package => package.Candidate).First(candidate => candidate.Satisfies(item)))).ToList();
            if (chosen.Select(one => (one.Candidate.Name, one.Candidate.Version)).Distinct().Skip(1).Any())
            {
                var newest = chosen.Aggregate((left, right) => left.Candidate.Name == right.Candidate.Name && ApkVersions.Compare(left.Candidate.Version, right.Candidate.Version) < 0 ? right : left).Candidate;
                return (item, (newest.Name, newest.Version), $"{item} is {string.Join(", ", chosen.Select(one => $"{one.Candidate} on {one.Architecture}"))}");
            }
        }

        return null;
    }
}
