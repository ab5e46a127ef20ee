namespace Compliance.Policy.Clocks;

/// <summary>An input as a clock prints it.</summary>
/// <param name="Name">For people, such as <c>reachable from the internet</c>.</param>
/// <param name="Value">Such as <c>yes</c>, <c>N4</c>, a time; <c>unknown</c> with the reason when it isn't known.</param>
/// <param name="Source">Who says so; empty when it is unknown.</param>
public sealed record StatedInput(string Name, string Value, string Source)
{
    public bool IsKnown { get; init; } = true;

    public override string ToString() => Source.Length == 0 ? $"{Name}: {Value}" : $"{Name}: {Value} ({Source})";
}
