namespace Compliance.Policy.Cel;

/// <summary>A variable that expressions may name.</summary>
/// <param name="Name">May be qualified (<c>a.b</c>); the longest declared name wins.</param>
/// <param name="Documentation">One sentence for people.</param>
public sealed record CelVariable(string Name, CelType Type, string Documentation = "");
