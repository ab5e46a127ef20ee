using System.Collections.Immutable;

namespace Compliance.Fuzz;

/// <summary>A reader that must survive arbitrary bytes.</summary>
/// <param name="Seeds">Good inputs that mutations start from.</param>
/// <param name="Read">Reads one input; what it throws is a finding.</param>
public sealed record FuzzTarget(string Name, ImmutableArray<byte[]> Seeds, Action<byte[]> Read);
