namespace Compliance.Pipeline.Apk.Solving;

public sealed record SolverOptions
{
    public static SolverOptions Default { get; } = new();

    public ProviderChoice Choice { get; init; }

    /// <summary>When not null, packages that are not in it lose: they are not there for another requested architecture.</summary>
    public ISet<(string Name, string Version)>? Shared { get; init; }

    /// <summary>Conflicts met before the search is given up as too hard. A real world meets a handful.</summary>
    public int MaxConflicts { get; init; } = 20_000;
}
