using Compliance.Formats.Packages.Apk.Versions;

namespace Compliance.Pipeline.Apk.Solving.Search;

/// <summary>Somebody needs one of the candidates.</summary>
/// <param name="Owner">Who; null for the world.</param>
/// <param name="Candidates">In the order of the universe.</param>
/// <param name="Clause">What the search holds of it.</param>
internal sealed record Requirement(ApkCandidate? Owner, ApkDependency Dependency, ApkCandidate[] Candidates, Clause Clause)
{
    /// <summary>For example <c>world[a&gt;1]</c>.</summary>
    public string Name => $"{Owner?.ToString() ?? "world"}[{Dependency}]";

    /// <summary>Candidates that may be taken for this request alone; the others count when something else takes them. Null when all may.</summary>
    public HashSet<ApkCandidate>? Choosable { get; init; }

    public bool IsChoosable(ApkCandidate candidate) => Choosable is null || Choosable.Contains(candidate);
}
