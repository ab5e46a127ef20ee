using System.Collections.Immutable;
using Compliance.Formats.Packages.Apk.Versions;
using Compliance.Pipeline.Apk.Solving.Search;

namespace Compliance.Pipeline.Apk.Solving;

/// <summary>
/// Finds packages for a world: complete (it finds a set whenever there is one, within its bound), deterministic, and in choices like apko or apk
/// (<see cref="ProviderChoice"/>). Each package comes with why it is there, a refusal with the smallest part of the world that can't be had.
/// </summary>
public static class ApkSolver
{
    private const int MaxPairs = 300;

    public static ApkSolution Solve(ApkUniverse universe, IReadOnlyList<ApkDependency> world, SolverOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(universe);
        options ??= SolverOptions.Default;
        var search = new SolverSearch(universe, world, options);
        return search.Run() is not { } causes
            ? new ApkSolution(new Derivation(universe, search, options).Write(), null)
            : new ApkSolution([], Smallest(universe, world, options, causes));
    }

    /// <summary>As <see cref="Solve"/>, leaving out items of the world that can't be had: first those that can't be had alone.</summary>
    /// <param name="leftOut">What was left out.</param>
    public static ApkSolution SolveWhatCanBeHad(ApkUniverse universe, IReadOnlyList<ApkDependency> world, out ImmutableArray<ApkDependency> leftOut, SolverOptions? options = null)
    {
        options ??= SolverOptions.Default;
        var dropped = world.Where(item => new SolverSearch(universe, [item], options).Run() is not null).ToList();
        var rest = world.Except(dropped).ToList();
        var solution = Solve(universe, rest, options);
        while (solution.Refusal is { } refusal && rest.Count > 0)
        {
            var last = rest.FindLast(item => refusal.World.Contains(item.ToString())) ?? rest[^1];
            dropped.Add(last);
            rest.Remove(last);
            solution = Solve(universe, rest, options);
        }

        leftOut = [.. dropped];
        return solution;
    }

    /// <summary>
    /// One item that can't be had alone, else two that can't be had together, else a part from which nothing can be left out. Pairs are tried as long as there are
    /// few of them.
    /// </summary>
    private static SolverRefusal Smallest(ApkUniverse universe, IReadOnlyList<ApkDependency> world, SolverOptions options, IReadOnlyList<string> causes)
    {
        foreach (var item in world)
        {
            if (Refused([item]) is { } alone) return alone;
        }

        var core = world.ToList();
        foreach (var item in world)
        {
            List<ApkDependency> without = [.. core.Where(other => !ReferenceEquals(other, item))];
            if (Refused(without) is not { } smaller) continue;
            (core, causes) = (without, smaller.Causes);
        }

        var pairs = core.Count > 2 && world.Count * (world.Count - 1) / 2 <= MaxPairs ? world.SelectMany((left, at) => world.Skip(at + 1).Select(right => (ApkDependency[])[left, right])) : [];
        return pairs.Select(Refused).FirstOrDefault(refusal => refusal is not null) ?? new SolverRefusal([.. core.Select(item => item.ToString())], [.. causes]);

        SolverRefusal? Refused(IReadOnlyList<ApkDependency> part) =>
            new SolverSearch(universe, part, options).Run() is { } because ? new SolverRefusal([.. part.Select(item => item.ToString())], [.. because]) : null;
    }
}
