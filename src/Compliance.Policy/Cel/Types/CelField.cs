namespace Compliance.Policy.Cel;

/// <summary>One field of a struct that expressions see.</summary>
/// <param name="Documentation">One sentence for people: shape, unit, what unknown means.</param>
public sealed record CelField(string Name, CelType Type, string Documentation = "");
