using System.Collections.Immutable;

namespace Compliance.Pipeline.Apk.Solving;

/// <summary>Why a world can't be had.</summary>
/// <param name="World">The smallest part of the world that already can't be had: leaving any of it out helps.</param>
/// <param name="Causes">What stands against each other, one sentence each.</param>
public sealed record SolverRefusal(ImmutableArray<string> World, ImmutableArray<string> Causes)
{
    public override string ToString() => string.Join("; ", Causes);
}
