namespace Compliance.Policy.Cel.Functions;

/// <summary>Optional values. <c>or</c> and <c>orValue</c> are compiled as operators that look at their second argument only when needed.</summary>
internal static class OptionalLibrary
{
    public static IEnumerable<CelFunction> Functions =>
    [
        Declare.Function("optional.of", Declare.Global("of", arguments => CelValue.Optional(arguments[0]), Declare.OptionalA, Declare.A) with { TakesIncompleteLists = true }),
        Declare.Function("optional.ofNonZeroValue", Declare.Global("of_non_zero", arguments => IsZero(arguments[0]) ? CelValue.NoOptional : CelValue.Optional(arguments[0]), Declare.OptionalA, Declare.A)),
        Declare.Function("optional.none", Declare.Global("none", _ => CelValue.NoOptional, Declare.OptionalA)),
        Declare.Function("hasValue", Declare.Member("has_value", arguments => CelValue.Bool(arguments[0].AsOptional is not null), CelType.Bool, Declare.OptionalA)),
        Declare.Function("value", Declare.Member("value", arguments => arguments[0].AsOptional ?? Declare.Invalid("optional.none() has no value"), Declare.A, Declare.OptionalA)),
        Declare.Function("or", Declare.Member("or", arguments => arguments[0].AsOptional is null ? arguments[1] : arguments[0], Declare.OptionalA, Declare.OptionalA, Declare.OptionalA)),
        Declare.Function("orValue", Declare.Member("or_value", arguments => arguments[0].AsOptional ?? arguments[1], Declare.A, Declare.OptionalA, Declare.A) with { TakesIncompleteLists = true }),
        Declare.Function("optional.unwrap", Declare.Global("unwrap", arguments => Unwrap(arguments[0].AsList), Declare.ListA, CelType.List(Declare.OptionalA)).Linear()),
        Declare.Function("unwrapOpt", Declare.Member("unwrap_opt", arguments => Unwrap(arguments[0].AsList), Declare.ListA, CelType.List(Declare.OptionalA)).Linear()),
    ];

    private static bool IsZero(CelValue value) => value.Object switch
    {
        CelString text => text.Text.Length == 0,
        CelBytes bytes => bytes.Content.Length == 0,
        CelList list => list.Count == 0,
        CelMap map => map.Count == 0,
        CelOptional optional => !optional.HasValue,
        CelDuration duration => duration.TotalNanos == 0,
        CelTimestamp time => time.TotalNanos == 0,
        CelScalar when value.Kind == CelKind.Double => value.AsDouble == 0,
        CelScalar => value.Bits == 0,
        _ => false,
    };

    private static CelValue Unwrap(CelList list)
    {
        var kept = new List<CelValue>();
        foreach (ref readonly var item in list.Items)
        {
            if (item.Kind != CelKind.Optional) return Refusal.Of("optional.unwrap", [CelValue.List(list)]);
            if (item.AsOptional is { } content) kept.Add(content);
        }

        return CelValue.List(CelList.Own(kept));
    }
}
