namespace Compliance.Pipeline.Apk.Solving.Search;

/// <summary>Depth-first walk over taken packages, each once, on its own stack: dependency chains are as deep as a repository wants.</summary>
internal sealed class OwnerWalk(IEnumerable<ApkCandidate> roots)
{
    private readonly Queue<ApkCandidate> waiting = new(roots);
    private readonly Stack<ApkCandidate> path = new();
    private readonly HashSet<ApkCandidate> visited = [];

    public ApkCandidate? Current
    {
        get
        {
            while (path.Count == 0 && waiting.TryDequeue(out var root))
            {
                if (visited.Add(root)) path.Push(root);
            }

            return path.TryPeek(out var top) ? top : null;
        }
    }

    /// <summary>Goes down to the first that was not seen yet. False when all were.</summary>
    public bool Descend(IEnumerable<ApkCandidate> next)
    {
        foreach (var candidate in next)
        {
            if (!visited.Add(candidate)) continue;
            path.Push(candidate);
            return true;
        }

        return false;
    }

    public void Leave() => path.Pop();
}
