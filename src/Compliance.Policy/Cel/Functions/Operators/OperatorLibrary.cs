using System.Collections.Immutable;

namespace Compliance.Policy.Cel.Functions;

/// <summary>The operators, as the checker sees them; compiling calls their bodies directly.</summary>
internal static class OperatorLibrary
{
    private static readonly ImmutableArray<CelType> Ordered =
        [CelType.Bool, CelType.Int, CelType.Uint, CelType.Double, CelType.String, CelType.Bytes, CelType.Timestamp, CelType.Duration];

    private static readonly ImmutableArray<CelType> Numbers = [CelType.Int, CelType.Uint, CelType.Double];

    public static IEnumerable<CelFunction> Functions =>
    [
        Declare.Function("_+_", [.. Same("add", Arithmetic.Add, CelType.Int, CelType.Uint, CelType.Double, CelType.String, CelType.Bytes),
            Two("add_list", Arithmetic.Add, Declare.ListA, Declare.ListA, Declare.ListA),
            Two("add_timestamp_duration", Arithmetic.Add, CelType.Timestamp, CelType.Timestamp, CelType.Duration),
            Two("add_duration_timestamp", Arithmetic.Add, CelType.Timestamp, CelType.Duration, CelType.Timestamp),
            Two("add_duration", Arithmetic.Add, CelType.Duration, CelType.Duration, CelType.Duration)]),
        Declare.Function("_-_", [.. Same("subtract", Arithmetic.Subtract, CelType.Int, CelType.Uint, CelType.Double),
            Two("subtract_timestamp", Arithmetic.Subtract, CelType.Duration, CelType.Timestamp, CelType.Timestamp),
            Two("subtract_timestamp_duration", Arithmetic.Subtract, CelType.Timestamp, CelType.Timestamp, CelType.Duration),
            Two("subtract_duration", Arithmetic.Subtract, CelType.Duration, CelType.Duration, CelType.Duration)]),
        Declare.Function("_*_", [.. Same("multiply", Arithmetic.Multiply, CelType.Int, CelType.Uint, CelType.Double)]),
        Declare.Function("_/_", [.. Same("divide", Arithmetic.Divide, CelType.Int, CelType.Uint, CelType.Double)]),
        Declare.Function("_%_", [.. Same("modulo", Arithmetic.Modulo, CelType.Int, CelType.Uint)]),
        Declare.Function("-_", One("negate_int", Arithmetic.Negate, CelType.Int, CelType.Int), One("negate_double", Arithmetic.Negate, CelType.Double, CelType.Double)),
        Declare.Function("!_", One("not", Arithmetic.Not, CelType.Bool, CelType.Bool)),
        Declare.Function("_==_", Two("equals", Equal, CelType.Bool, Declare.A, Declare.A)),
        Declare.Function("_!=_", Two("not_equals", NotEqual, CelType.Bool, Declare.A, Declare.A)),
        Declare.Function("_<_", Order("less", Ordering.Less)),
        Declare.Function("_<=_", Order("less_equals", Ordering.LessOrEqual)),
        Declare.Function("_>_", Order("greater", Ordering.Greater)),
        Declare.Function("_>=_", Order("greater_equals", Ordering.GreaterOrEqual)),
        Declare.Function("@in", Two("in_list", Outside, CelType.Bool, Declare.A, Declare.ListA), Two("in_map", Outside, CelType.Bool, Declare.A, Declare.MapAb)),
        Declare.Function("_[_]", Indexes(isOptional: false)),
        Declare.Function("_[?_]", Indexes(isOptional: true)),
    ];

    public static CelValue NotEqual(CelValue left, CelValue right)
    {
        var same = CelEquality.Equal(left, right);
        return same.IsKnown ? CelValue.Bool(!same.AsBool) : same;
    }

    private static CelValue Equal(CelValue left, CelValue right) => CelEquality.Equal(left, right);

    private static CelValue Outside(CelValue left, CelValue right) => Refusal.Of("@in", left, right);

    private static IEnumerable<CelOverload> Same(string id, Func<CelValue, CelValue, CelValue> body, params IEnumerable<CelType> types) =>
        types.Select(type => Two($"{id}_{type}", body, type, type, type));

    private static ImmutableArray<CelOverload> Order(string id, Func<CelValue, CelValue, CelValue> body) =>
    [
        .. Ordered.Select(type => Two($"{id}_{type}", body, CelType.Bool, type, type)),
        .. from left in Numbers from right in Numbers where !left.Equals(right) select Two($"{id}_{left}_{right}", body, CelType.Bool, left, right),
    ];

    private static ImmutableArray<CelOverload> Indexes(bool isOptional)
    {
        Func<CelValue, CelValue, CelValue> body = isOptional ? Access.OptionalIndex : Access.Index;
        CelType Plain(CelType type) => isOptional ? CelType.Optional(type) : type;
        return
        [
            Two("index_list", body, Plain(Declare.A), Declare.ListA, CelType.Int),
            Two("index_map", body, Plain(Declare.B), Declare.MapAb, Declare.A),
            Two("index_optional_list", body, Declare.OptionalA, CelType.Optional(Declare.ListA), CelType.Int),
            Two("index_optional_map", body, Declare.OptionalB, CelType.Optional(Declare.MapAb), Declare.A),
        ];
    }

    private static CelOverload One(string id, Func<CelValue, CelValue> body, CelType result, CelType operand) =>
        Declare.Global(id, arguments => body(arguments[0]), result, operand);

    private static CelOverload Two(string id, Func<CelValue, CelValue, CelValue> body, CelType result, CelType left, CelType right) =>
        Declare.Global(id, arguments => body(arguments[0], arguments[1]), result, left, right);
}
