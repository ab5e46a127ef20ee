using System.Globalization;
using Compliance.Policy.Facts;

namespace Compliance.Policy.Clocks;

/// <summary>Inputs as they are printed.</summary>
internal static class InputText
{
    public static StatedInput State<T>(string name, ClockInput<T> input, Func<T, string> print) => input.Value.IsKnown
        ? new StatedInput(name, print(input.Value.Value), input.Source)
        : new StatedInput(name, $"unknown: {input.Value.Reason}", "") { IsKnown = false };

    public static StatedInput Truth(string name, ClockInput<bool> input) => State(name, input, value => value ? "yes" : "no");

    public static StatedInput Time(string name, ClockInput<DateTimeOffset> input) => State(name, input, Text);

    public static string Text(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The words of an assumption, empty for an input that is known.</summary>
    public static string If<T>(Knowable<T> input, string assumption) => input.IsKnown ? "" : assumption;

    public static string When(params ReadOnlySpan<string> assumptions)
    {
        var said = new List<string>();
        foreach (var one in assumptions)
        {
            if (one.Length > 0) said.Add(one);
        }

        return string.Join(", ", said);
    }

    public static T? OrNull<T>(ClockInput<T> input)
        where T : struct => input.Value.IsKnown ? input.Value.Value : null;
}
