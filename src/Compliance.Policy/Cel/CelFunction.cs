using System.Collections.Immutable;

namespace Compliance.Policy.Cel;

/// <summary>A function by its name, which may be qualified (<c>math.abs</c>), with its overloads in the order in which they are tried.</summary>
public sealed record CelFunction(string Name, params ImmutableArray<CelOverload> Overloads);
