using Compliance.Formats.Packages.Apk.Versions;

namespace Compliance.Pipeline.Apk.Solving.Search;

/// <summary>All that is asked, by the world and by whatever may be taken for it, as clauses.</summary>
internal sealed class Problem
{
    private readonly ApkUniverse universe;
    private readonly SolverOptions options;
    private readonly Dictionary<ApkCandidate, List<Requirement>> byOwner = [];
    private readonly Dictionary<ApkCandidate, HashSet<string>> tags = [];
    private readonly HashSet<string> worldNames;

    public Problem(ApkUniverse universe, IReadOnlyList<ApkDependency> world, SolverOptions options)
    {
        (this.universe, this.options) = (universe, options);
        worldNames = [.. world.Where(item => !item.IsConflict).Select(item => item.Name)];
        Assignment = new Assignment(universe.Candidates.Length) { OnTaken = Exclusions };
        SpreadTags(world);
        foreach (var item in world)
        {
            if (item.IsConflict) RuleOut(item);
            else World.Add(Require(null, item));
        }

        var pending = new Queue<ApkCandidate>(World.SelectMany(requirement => requirement.Candidates));
        foreach (var candidate in universe.Triggered) pending.Enqueue(candidate);
        while (Contradiction is null && pending.TryDequeue(out var candidate))
        {
            if (byOwner.ContainsKey(candidate)) continue;
            foreach (var dependency in Expand(candidate).SelectMany(requirement => requirement.Candidates)) pending.Enqueue(dependency);
        }
    }

    public Assignment Assignment { get; }

    public List<Requirement> World { get; } = [];

    /// <summary>Met while the problem was written down: there is no solution.</summary>
    public Clause? Contradiction { get; private set; }

    public IReadOnlyList<Requirement> Of(ApkCandidate owner) => byOwner[owner];

    /// <summary>Whether it may come along with others: it is of an ordinary repository, or of one whose tag was asked for with a package that brings it.</summary>
    public bool IsWithinTag(ApkCandidate candidate) =>
        candidate.Source.Tag.Length == 0 || tags.GetValueOrDefault(candidate)?.Contains(candidate.Source.Tag) == true;

    private List<Requirement> Expand(ApkCandidate candidate)
    {
        var requirements = byOwner[candidate] = [];
        if (!candidate.IsInstallable) Add(new Clause([Clause.NotTaken(candidate.Number)], () => $"{candidate} can't be installed: one of its dependencies can't be read"));
        else if (options.Shared?.Contains((candidate.Name, candidate.Version)) == false)
            Add(new Clause([Clause.NotTaken(candidate.Number)], () => $"{candidate} is not there for every requested architecture"));
        if (OwnContradiction(candidate) is { } own)
            Add(new Clause([Clause.NotTaken(candidate.Number)], () => $"{candidate} provides {own} in two versions"));
        foreach (var dependency in candidate.Depends)
        {
            if (dependency.IsConflict)
            {
                foreach (var other in universe.Satisfying(dependency).Where(other => other != candidate))
                    Add(new Clause([Clause.NotTaken(candidate.Number), Clause.NotTaken(other.Number)], () => $"{candidate} conflicts with {other} ({dependency})"));
            }
            else if (!candidate.Satisfies(dependency))
            {
                requirements.Add(Require(candidate, dependency));
            }
        }

        return requirements;
    }

    private Requirement Require(ApkCandidate? owner, ApkDependency dependency)
    {
        var allowed = owner is null ? [dependency.Tag] : tags.GetValueOrDefault(owner, []);
        var all = universe.Satisfying(dependency).ToList();
        ApkCandidate[] candidates = [.. all.Where(candidate => candidate.Source.Tag.Length == 0 || allowed.Contains(candidate.Source.Tag))];
        HashSet<ApkCandidate>? choosable = null;
        if (options.Choice == ProviderChoice.ApkTools && dependency.Relation == ApkRelation.Any)
        {
            choosable = [.. candidates.Where(candidate => IsChoosable(candidate, dependency.Name))];
            if (choosable.Count == candidates.Length) choosable = null;
        }

        var who = owner?.ToString() ?? "world";
        int[] literals = [.. owner is null ? (int[])[] : [Clause.NotTaken(owner.Number)], .. candidates.Select(candidate => Clause.Taken(candidate.Number)).Distinct()];
        var clause = new Clause(literals, () => Sentence(who, dependency, candidates, all.Count));
        // A provider that may not be chosen may not be forced either: such a request is judged when everything else stands.
        if (choosable is null) Add(clause);
        return new Requirement(owner, dependency, candidates, clause) { Choosable = choosable };
    }

    private string Sentence(string who, ApkDependency dependency, ApkCandidate[] candidates, int all)
    {
        if (candidates.Length > 0) return $"{who} needs {dependency}: {string.Join(", ", candidates.Take(8).Select(candidate => candidate.ToString()))}";
        if (all > 0) return $"{who} needs {dependency}: only repositories with a tag have it";
        var others = universe.Providers(dependency.Name);
        return others.Count == 0
            ? $"{who} needs {dependency}: no such package"
            : $"{who} needs {dependency}: there is {string.Join(", ", others.Take(8).Select(candidate => candidate.ToString()))}";
    }

    private bool IsChoosable(ApkCandidate candidate, string name) =>
        candidate.VersionFor(name) is not "" || candidate.Package.ProviderPriority is > 0 || worldNames.Contains(candidate.Name);

    private void RuleOut(ApkDependency conflict)
    {
        foreach (var candidate in universe.Satisfying(conflict))
            Add(new Clause([Clause.NotTaken(candidate.Number)], () => $"world excludes {candidate} ({conflict})"));
    }

    /// <summary>"A name is provided by one package at a time, unless all provide it without a version."</summary>
    private IEnumerable<Clause> Exclusions(int number)
    {
        var taken = universe.Candidates[number];
        foreach (var clause in Exclusions(taken, taken.Name, taken.Version)) yield return clause;
        foreach (var provided in taken.Provides)
        {
            foreach (var clause in Exclusions(taken, provided.Name, provided.Version)) yield return clause;
        }
    }

    private IEnumerable<Clause> Exclusions(ApkCandidate taken, string name, string version)
    {
        foreach (var other in universe.Providers(name))
        {
            if (other == taken || Assignment.IsRuledOut(other.Number) || (version.Length == 0 && other.VersionFor(name) is "")) continue;
            yield return new Clause([Clause.NotTaken(taken.Number), Clause.NotTaken(other.Number)], () => $"{taken} and {other} both provide {name}");
        }
    }

    private static string? OwnContradiction(ApkCandidate candidate) => candidate.Provides
        .Where(provided => provided.Version.Length > 0)
        .Append(new ApkDependency(candidate.Name, ApkRelation.Equal, candidate.Version, "", false))
        .GroupBy(provided => provided.Name, StringComparer.Ordinal)
        .FirstOrDefault(group => group.Key != candidate.Name && group.Select(provided => provided.Version).Distinct(StringComparer.Ordinal).Skip(1).Any())?.Key;

    /// <summary>Who is asked for with a tag may have its own dependencies from there too, and theirs, and what comes along with them.</summary>
    private void SpreadTags(IReadOnlyList<ApkDependency> world)
    {
        var pending = new Queue<(ApkCandidate Candidate, string Tag)>();
        foreach (var item in world.Where(item => item.Tag.Length > 0))
        {
            foreach (var candidate in universe.Satisfying(item)) pending.Enqueue((candidate, item.Tag));
        }

        while (pending.TryDequeue(out var next))
        {
            if (!tags.TryGetValue(next.Candidate, out var own)) tags[next.Candidate] = own = new HashSet<string>(StringComparer.Ordinal);
            if (!own.Add(next.Tag)) continue;
            foreach (var candidate in next.Candidate.Depends.SelectMany(universe.Satisfying)) pending.Enqueue((candidate, next.Tag));
            foreach (var candidate in universe.Triggered.Where(one => one.Source.Tag == next.Tag && one.InstallIf.Any(next.Candidate.Satisfies))) pending.Enqueue((candidate, next.Tag));
        }
    }

    private void Add(Clause clause) => Contradiction ??= Assignment.Add(clause);
}
