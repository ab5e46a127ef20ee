using System.Collections.Immutable;

namespace Compliance.Pipeline.Apk.Solving.Search;

/// <summary>Puts a found set in order of installation and says of each package why it is there.</summary>
internal sealed class Derivation(ApkUniverse universe, SolverSearch search, SolverOptions options)
{
    private const int MaxRejected = 12;

    private readonly ImmutableArray<SelectedPackage>.Builder selected = ImmutableArray.CreateBuilder<SelectedPackage>();
    private readonly HashSet<ApkCandidate> entered = [];
    private readonly IReadOnlySet<(string, string)> origins = search.Origins();

    public ImmutableArray<SelectedPackage> Write()
    {
        foreach (var requirement in search.Problem.World) Walk(requirement);
        foreach (var extra in search.Triggered.Where(extra => search.Problem.Assignment.IsTaken(extra.Number))) Walk(extra, null);
        return selected.ToImmutable();
    }

    private void Walk(Requirement requirement)
    {
        foreach (var candidate in search.Met(requirement)) Walk(candidate, requirement);
    }

    private void Walk(ApkCandidate root, Requirement? because)
    {
        if (!entered.Add(root)) return;
        var path = new Stack<(ApkCandidate Owner, Requirement? Because, Queue<(ApkCandidate Candidate, Requirement Requirement)> Left)>();
        path.Push((root, because, Dependencies(root)));
        while (path.TryPeek(out var top))
        {
            if (!top.Left.TryDequeue(out var next))
            {
                path.Pop();
                selected.Add(Describe(top.Owner, top.Because));
            }
            else if (entered.Add(next.Candidate))
            {
                path.Push((next.Candidate, next.Requirement, Dependencies(next.Candidate)));
            }
        }
    }

    /// <summary>Fewest candidates first, as they were chosen.</summary>
    private Queue<(ApkCandidate, Requirement)> Dependencies(ApkCandidate owner) => new(search.Problem.Of(owner)
        .OrderBy(requirement => requirement.Candidates.Length)
        .ThenBy(requirement => requirement.Dependency.ToString(), StringComparer.Ordinal)
        .SelectMany(requirement => search.Met(requirement).Select(candidate => (candidate, requirement))));

    private SelectedPackage Describe(ApkCandidate candidate, Requirement? because)
    {
        if (because is null) return new SelectedPackage(candidate, $"install_if[{string.Join(' ', candidate.InstallIf)}]", [], false);
        var name = because.Dependency.Name;
        var order = new CandidateOrder(options.Choice, name, because.Dependency.Tag, because.Owner is null ? new HashSet<(string, string)>() : origins);
        var others = universe.Providers(name).Where(other => other != candidate).ToList();
        others.Sort((left, right) => order.Compare(left, right, out _));
        var isImplicit = candidate.VersionFor(name) is "" && candidate.Package.ProviderPriority is null or 0
            && search.Problem.World.TrueForAll(item => item.Dependency.Name != candidate.Name);
        return new SelectedPackage(candidate, because.Name, [.. others.Take(MaxRejected).Select(other => new RejectedCandidate(other, Lost(order, candidate, other, because)))], isImplicit);
    }

    private string Lost(CandidateOrder order, ApkCandidate winner, ApkCandidate loser, Requirement because)
    {
        if (!loser.Satisfies(because.Dependency)) return $"is not {because.Dependency}";
        if (order.Compare(winner, loser, out var reason) < 0) return $"{winner} is {reason}";
        var forced = search.Problem.Assignment.ReasonOf(loser.Number);
        var cause = forced is null ? null : Assignment.Causes(forced).FirstOrDefault();
        return cause ?? (search.Problem.Assignment.IsTaken(loser.Number) ? "is taken too" : $"{winner} was taken for another request");
    }
}
