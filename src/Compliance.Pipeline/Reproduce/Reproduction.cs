using System.Collections.Immutable;
using Compliance.Formats;

namespace Compliance.Pipeline.Reproduce;

/// <summary>What comparing two builds came to.</summary>
/// <param name="First">Manifests of the first build, sorted.</param>
/// <param name="Normalised">Digest over paths, kinds, modes, owners and content of all files in sorted order, of each build: equal when they are equivalent.</param>
public sealed record Reproduction(
    ReproductionVerdict Verdict, ImmutableArray<Digest> First, ImmutableArray<Digest> Second, (Digest First, Digest Second) Normalised, ImmutableArray<EntryDifference> Differences);
