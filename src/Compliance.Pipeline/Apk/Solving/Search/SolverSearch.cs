using Compliance.Formats.Packages.Apk.Versions;

namespace Compliance.Pipeline.Apk.Solving.Search;

/// <summary>
/// Looks for a set of packages, choosing as apko does: first for every item of the world, the one with the fewest candidates first; then depth first
/// over dependencies. What apko would give up on is learnt from and tried otherwise.
/// </summary>
internal sealed class SolverSearch(ApkUniverse universe, IReadOnlyList<ApkDependency> world, SolverOptions options)
{
    private static readonly HashSet<(string, string)> NoOrigins = [];

    private readonly Problem problem = new(universe, world, options);
    private readonly List<ApkCandidate> triggered = [];
    private readonly HashSet<ApkCandidate> refusedTriggers = [];

    public Problem Problem => problem;

    /// <summary>Packages that came along because of others, in the order of coming.</summary>
    public IReadOnlyList<ApkCandidate> Triggered => triggered;

    /// <summary>Why there is no solution; null when there is one.</summary>
    public IReadOnlyList<string>? Run()
    {
        var assignment = problem.Assignment;
        if (problem.Contradiction is { } immediate) return [.. Assignment.Causes(immediate)];
        var conflicts = 0;
        var contradiction = assignment.Propagate();
        while (true)
        {
            if (contradiction is not null)
            {
                if (++conflicts > options.MaxConflicts) return ["the search was given up: too many contradictions"];
                if (!assignment.Resolve(contradiction, out var learnt)) return [.. Assignment.Causes(learnt)];
                contradiction = assignment.Propagate();
                continue;
            }

            var step = Next();
            contradiction = step.Contradiction;
            if (contradiction is not null) continue;
            if (step.Choice is null)
            {
                if (step.Refused is { } refused) return [Unchosen(refused)];
                if (NextTriggered() is not { } extra) return null;
                triggered.Add(extra);
                step = step with { Choice = extra };
            }
            else if (options.Choice == ProviderChoice.ApkTools && NextTriggered() is { } early)
            {
                // apk-tools looks at install_if as soon as its conditions hold, so such a package has a say in choices that are still open.
                triggered.Add(early);
                step = step with { Choice = early };
            }

            assignment.Choose(step.Choice.Number);
            contradiction = assignment.Propagate();
        }
    }

    private readonly record struct Step(ApkCandidate? Choice, Clause? Contradiction, Requirement? Refused);

    private Step Next()
    {
        Requirement? postponed = null;
        var open = new List<Requirement>();
        foreach (var requirement in problem.World)
        {
            if (IsMet(requirement)) continue;
            if (Judge(requirement, ref postponed) is { } clause) return new Step(null, clause, null);
            if (OpenCount(requirement) > 0) open.Add(requirement);
        }

        if (open.Count > 0) return new Step(Best(Fewest(open), NoOrigins), null, null);
        var walk = new OwnerWalk(problem.World.SelectMany(Met).Concat(triggered.Where(extra => problem.Assignment.IsTaken(extra.Number))));
        while (walk.Current is { } owner)
        {
            open.Clear();
            var next = new List<ApkCandidate>();
            foreach (var requirement in problem.Of(owner))
            {
                if (IsMet(requirement)) next.AddRange(Met(requirement));
                else if (Judge(requirement, ref postponed) is { } clause) return new Step(null, clause, null);
                else if (OpenCount(requirement) > 0) open.Add(requirement);
            }

            // What is taken already is looked through first, then this owner again.
            if (walk.Descend(next)) continue;
            if (open.Count > 0) return new Step(Best(Fewest(open), Origins()), null, null);
            walk.Leave();
        }

        return new Step(null, null, postponed);
    }

    /// <summary>A clause that nothing can meet any more; requests that wait for others to be decided are noted.</summary>
    private Clause? Judge(Requirement requirement, ref Requirement? postponed)
    {
        if (requirement.Candidates.All(candidate => problem.Assignment.IsRuledOut(candidate.Number))) return requirement.Clause;
        if (OpenCount(requirement) == 0) postponed ??= requirement;
        return null;
    }

    public bool IsMet(Requirement requirement)
    {
        foreach (var candidate in requirement.Candidates)
        {
            if (problem.Assignment.IsTaken(candidate.Number)) return true;
        }

        return false;
    }

    public IEnumerable<ApkCandidate> Met(Requirement requirement) => requirement.Candidates.Where(candidate => problem.Assignment.IsTaken(candidate.Number));

    private int OpenCount(Requirement requirement) =>
        requirement.Candidates.Count(candidate => problem.Assignment.IsOpen(candidate.Number) && requirement.IsChoosable(candidate));

    private Requirement Fewest(List<Requirement> open) => open.OrderBy(OpenCount).ThenBy(requirement => requirement.Owner is null ? "" : requirement.Dependency.ToString(), StringComparer.Ordinal).First();

    private ApkCandidate Best(Requirement requirement, IReadOnlySet<(string, string)> origins)
    {
        var order = new CandidateOrder(options.Choice, requirement.Dependency.Name, requirement.Dependency.Tag, origins);
        ApkCandidate? best = null;
        foreach (var candidate in requirement.Candidates)
        {
            if (!problem.Assignment.IsOpen(candidate.Number) || !requirement.IsChoosable(candidate)) continue;
            if (best is null || order.Compare(candidate, best, out _) < 0) best = candidate;
        }

        return best!;
    }

    public IReadOnlySet<(string, string)> Origins() => problem.Assignment.Taken
        .Select(number => universe.Candidates[number])
        .Where(candidate => candidate.Package.Origin.Length > 0)
        .Select(candidate => (candidate.Package.Origin, candidate.Version))
        .ToHashSet();

    private static string Unchosen(Requirement requirement) =>
        $"{requirement.Name}: provided without a version by {string.Join(", ", requirement.Candidates.Take(8).Select(candidate => candidate.Name))}; name one of them";

    /// <summary>The best package whose conditions all hold and that was not tried yet.</summary>
    private ApkCandidate? NextTriggered()
    {
        ApkCandidate? best = null;
        foreach (var candidate in universe.Triggered)
        {
            if (!problem.Assignment.IsOpen(candidate.Number) || refusedTriggers.Contains(candidate) || !problem.IsWithinTag(candidate) || !Holds(candidate)) continue;
            if (best is null || string.CompareOrdinal(candidate.Name, best.Name) is var byName && (byName < 0 || (byName == 0 && ApkVersions.Compare(candidate.Version, best.Version) > 0)))
                best = candidate;
        }

        if (best is not null) refusedTriggers.Add(best);
        return best;
    }

    private bool Holds(ApkCandidate candidate)
    {
        foreach (var condition in candidate.InstallIf)
        {
            var isThere = universe.Satisfying(condition).Any(other => problem.Assignment.IsTaken(other.Number));
            if (isThere == condition.IsConflict) return false;
        }

        return true;
    }
}
