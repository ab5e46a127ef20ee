using Compliance.Policy.Cel.Compiling;

namespace Compliance.Policy.Cel.Functions;

/// <summary>Strings of the standard library, size among them.</summary>
internal static class StringLibrary
{
    public static IEnumerable<CelFunction> Functions =>
    [
        Declare.Function(
            "size",
            [
                .. from type in new[] { CelType.String, CelType.Bytes, Declare.ListA, Declare.MapAb } from isMember in new[] { false, true }
                   select Declare.Global($"size_{type}{(isMember ? "_member" : "")}", arguments => Access.Size(arguments[0]), CelType.Int, type) with { IsMember = isMember, TakesIncompleteLists = true },
            ]),
        Test("contains", (text, part) => text.Contains(part, StringComparison.Ordinal)),
        Test("startsWith", (text, part) => text.StartsWith(part, StringComparison.Ordinal)),
        Test("endsWith", (text, part) => text.EndsWith(part, StringComparison.Ordinal)),
        Declare.Function(
            "matches",
            Declare.Global("matches", _ => default, CelType.Bool, CelType.String, CelType.String).Charging(Matches),
            Declare.Member("matches_member", _ => default, CelType.Bool, CelType.String, CelType.String).Charging(Matches)),
    ];

    private static CelFunction Test(string name, Func<string, string, bool> body) => Declare.Function(
        name,
        Declare.Member($"{name}_string", arguments => CelValue.Bool(body(arguments[0].AsString, arguments[1].AsString)), CelType.Bool, CelType.String, CelType.String).Linear());

    private static CelValue Matches(Frame frame, ReadOnlySpan<CelValue> arguments)
    {
        var source = arguments[1].AsString;
        if (frame.LastPattern is not { } last || last.Source != source)
        {
            frame.Charge(1 + source.Length);
            var made = PatternReader.Read(source, CelLimits.Default.MaxPatternStates, out var refused);
            frame.Charge(made?.StateCount ?? source.Length);
            if (made is null) return Declare.Invalid(refused);
            last = (source, made);
            frame.LastPattern = last;
        }

        return last.Pattern.IsMatch(arguments[0].AsString, frame);
    }
}
