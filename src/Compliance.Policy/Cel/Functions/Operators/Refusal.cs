namespace Compliance.Policy.Cel.Functions;

/// <summary>What an operator answers to arguments that it has no overload for: their unknown or error, or that there is no overload.</summary>
internal static class Refusal
{
    public static CelValue Of(string function, in CelValue operand) => operand.IsKnown
        ? CelValue.Error(CelErrorKind.Overload, $"no such overload: {Shown(function)} of {operand.TypeName}")
        : operand;

    public static CelValue Of(string function, in CelValue left, in CelValue right) => left.IsKnown && right.IsKnown
        ? CelValue.Error(CelErrorKind.Overload, $"no such overload: {left.TypeName} {Shown(function)} {right.TypeName}")
        : CelValue.Poison(left, right);

    public static CelValue Of(string function, ReadOnlySpan<CelValue> arguments)
    {
        var names = new List<string>();
        foreach (ref readonly var argument in arguments) names.Add(argument.TypeName);
        return CelValue.Error(CelErrorKind.Overload, $"no such overload: {function}({string.Join(", ", names)})");
    }

    /// <summary>Operators as they are written.</summary>
    public static string Shown(string function) => function switch
    {
        "@in" => "in",
        "_[_]" => "[]",
        "_[?_]" => "[?]",
        _ => function.Trim('_'),
    };
}
