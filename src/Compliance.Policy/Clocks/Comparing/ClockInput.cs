using Compliance.Policy.Facts;

namespace Compliance.Policy.Clocks;

/// <summary>One thing that a clock is read by, with who says so. Unknown by default.</summary>
/// <param name="Source">Who or what states the value, for people; empty when nobody does.</param>
public readonly record struct ClockInput<T>(Knowable<T> Value, string Source)
{
    public static ClockInput<T> Known(T value, string source) => new(Knowable<T>.Known(value), source);

    public static ClockInput<T> Unknown(string reason) => new(Knowable<T>.Unknown(reason), "");
}
