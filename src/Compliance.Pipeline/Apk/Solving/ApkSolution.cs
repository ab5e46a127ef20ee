using System.Collections.Immutable;

namespace Compliance.Pipeline.Apk.Solving;

/// <summary>What came of solving a world.</summary>
/// <param name="Packages">Dependencies before their dependants; empty when refused.</param>
/// <param name="Refusal">Null when solved.</param>
public sealed record ApkSolution(ImmutableArray<SelectedPackage> Packages, SolverRefusal? Refusal)
{
    public bool IsSolved => Refusal is null;
}
