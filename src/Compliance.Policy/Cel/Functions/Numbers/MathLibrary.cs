using System.Collections.Immutable;

namespace Compliance.Policy.Cel.Functions;

/// <summary>The math extension.</summary>
internal static class MathLibrary
{
    private static readonly ImmutableArray<CelType> Numbers = [CelType.Int, CelType.Uint, CelType.Double];

    public static IEnumerable<CelFunction> Functions =>
    [
        Extremum("math.greatest", wanted: 1),
        Extremum("math.least", wanted: -1),
        OfDouble("math.ceil", Math.Ceiling),
        OfDouble("math.floor", Math.Floor),
        OfDouble("math.round", number => Math.Round(number, MidpointRounding.AwayFromZero)),
        OfDouble("math.trunc", Math.Truncate),
        Test("math.isNaN", double.IsNaN),
        Test("math.isInf", double.IsInfinity),
        Test("math.isFinite", double.IsFinite),
        Declare.Function("math.abs", [.. Numbers.Select(type => Declare.Global($"abs_{type}", arguments => Abs(arguments[0]), type, type))]),
        Declare.Function("math.sign", [.. Numbers.Select(type => Declare.Global($"sign_{type}", arguments => Sign(arguments[0]), type, type))]),
        Declare.Function("math.sqrt", [.. Numbers.Select(type => Declare.Global($"sqrt_{type}", arguments => CelValue.Double(Math.Sqrt(AsDouble(arguments[0]))), CelType.Double, type))]),
        Bits("math.bitAnd", (left, right) => left & right),
        Bits("math.bitOr", (left, right) => left | right),
        Bits("math.bitXor", (left, right) => left ^ right),
        Declare.Function("math.bitNot", [.. Whole.Select(type => Declare.Global($"not_{type}", arguments => Made(arguments[0], ~arguments[0].Bits), type, type))]),
        Shift("math.bitShiftLeft", (bits, places) => places > 63 ? 0 : bits << places),
        Shift("math.bitShiftRight", (bits, places) => places > 63 ? 0 : bits >>> places),
    ];

    private static ImmutableArray<CelType> Whole => [CelType.Int, CelType.Uint];

    private static CelValue Made(CelValue like, long bits) => new(like.Object!, bits);

    private static double AsDouble(CelValue value) => value.Kind switch
    {
        CelKind.Int => value.Bits,
        CelKind.Uint => value.AsUint,
        _ => value.AsDouble,
    };

    private static CelFunction OfDouble(string name, Func<double, double> body) =>
        Declare.Function(name, Declare.Global("double", arguments => CelValue.Double(body(arguments[0].AsDouble)), CelType.Double, CelType.Double));

    private static CelFunction Test(string name, Func<double, bool> body) =>
        Declare.Function(name, Declare.Global("double", arguments => CelValue.Bool(body(arguments[0].AsDouble)), CelType.Bool, CelType.Double));

    private static CelFunction Bits(string name, Func<long, long, long> body) =>
        Declare.Function(name, [.. Whole.Select(type => Declare.Global($"{type}", arguments => Made(arguments[0], body(arguments[0].Bits, arguments[1].Bits)), type, type, type))]);

    private static CelFunction Shift(string name, Func<long, int, long> body) =>
        Declare.Function(name, [.. Whole.Select(type => Declare.Global($"{type}_int", arguments => Shifted(arguments[0], arguments[1].AsInt, body), type, type, CelType.Int))]);

    private static CelValue Shifted(CelValue value, long places, Func<long, int, long> body) =>
        places < 0 ? Declare.Invalid($"negative offset: {places}") : Made(value, body(value.Bits, (int)Math.Min(places, 64)));

    private static CelValue Abs(CelValue value) => value.Kind switch
    {
        CelKind.Int => value.Bits == long.MinValue ? Declare.Overflow("integer overflow") : CelValue.Int(Math.Abs(value.Bits)),
        CelKind.Uint => value,
        _ => CelValue.Double(Math.Abs(value.AsDouble)),
    };

    private static CelValue Sign(CelValue value) => value.Kind switch
    {
        CelKind.Int => CelValue.Int(Math.Sign(value.Bits)),
        CelKind.Uint => CelValue.Uint(value.Bits == 0 ? 0UL : 1UL),
        _ => double.IsNaN(value.AsDouble) ? value : CelValue.Double(Math.Sign(value.AsDouble)),
    };

    /// <summary>One number, two, or a list; more than two arguments were made a list by the macro.</summary>
    private static CelFunction Extremum(string name, int wanted) => Declare.Function(
        name,
        [
            .. Numbers.Select(type => Declare.Global($"{type}", arguments => arguments[0], type, type)),
            .. from left in Numbers from right in Numbers
               select Declare.Global($"{left}_{right}", arguments => Better(arguments[0], arguments[1], wanted), left.Equals(right) ? left : CelType.Dyn, left, right),
            .. Numbers.Select(type => Declare.Global($"list_{type}", arguments => Best(arguments[0].AsList, wanted), type, CelType.List(type)).Linear()),
        ]);

    private static CelValue Better(CelValue left, CelValue right, int wanted) =>
        CelOrder.TryCompareNumbers(left, right, out var order) ? order == -wanted ? right : left : Refusal.Of("math.greatest", left, right);

    private static CelValue Best(CelList list, int wanted)
    {
        if (list.Count == 0) return Declare.Invalid("the list is empty");
        var best = list.Items[0];
        if (best.Kind is not (CelKind.Int or CelKind.Uint or CelKind.Double)) return Refusal.Of("math.greatest", [CelValue.List(list)]);
        foreach (ref readonly var item in list.Items[1..])
        {
            best = Better(best, item, wanted);
            if (!best.IsKnown) return best;
        }

        return best;
    }
}
