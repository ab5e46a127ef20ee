namespace Compliance.Policy.Cel.Compiling;

/// <summary>What every node came to in one evaluation, and the attributes that were read.</summary>
internal sealed class Trace(int nodes)
{
    /// <summary>Values kept a node; a loop evaluates its body many times.</summary>
    private const int MaxValues = 64;

    public List<CelValue>?[] Values { get; } = new List<CelValue>?[nodes];

    /// <summary>Evaluations of a node, also beyond the values kept.</summary>
    public long[] Counts { get; } = new long[nodes];

    public SortedSet<string> Attributes { get; } = new(StringComparer.Ordinal);

    public void Record(int node, in CelValue value)
    {
        Counts[node]++;
        var values = Values[node] ??= [];
        if (values.Count < MaxValues) values.Add(value);
    }
}
