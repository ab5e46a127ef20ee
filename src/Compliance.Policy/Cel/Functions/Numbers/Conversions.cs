using System.Globalization;
using System.Text;

namespace Compliance.Policy.Cel.Functions;

/// <summary>Conversions between types. What does not fit is an error, never cut.</summary>
internal static class Conversions
{
    public static IEnumerable<CelFunction> Functions =>
    [
        Declare.Function("int", To(CelType.Int, ToInt, CelType.Int, CelType.Uint, CelType.Double, CelType.String, CelType.Timestamp)),
        Declare.Function("uint", To(CelType.Uint, ToUint, CelType.Uint, CelType.Int, CelType.Double, CelType.String)),
        Declare.Function("double", To(CelType.Double, ToDouble, CelType.Double, CelType.Int, CelType.Uint, CelType.String)),
        Declare.Function("bool", To(CelType.Bool, ToBool, CelType.Bool, CelType.String)),
        Declare.Function("string", To(CelType.String, ToText, CelType.String, CelType.Bool, CelType.Int, CelType.Uint, CelType.Double, CelType.Bytes, CelType.Timestamp, CelType.Duration)),
        Declare.Function("bytes", To(CelType.Bytes, ToBytes, CelType.Bytes, CelType.String)),
        Declare.Function("timestamp", To(CelType.Timestamp, ToTimestamp, CelType.Timestamp, CelType.String, CelType.Int)),
        Declare.Function("duration", To(CelType.Duration, ToDuration, CelType.Duration, CelType.String)),
        Declare.Function("dyn", Declare.Global("to_dyn", arguments => arguments[0], CelType.Dyn, Declare.A) with { TakesIncompleteLists = true }),
        Declare.Function("type", Declare.Global("type", arguments => CelValue.Type(arguments[0].TypeName), CelType.TypeOf(Declare.A), Declare.A) with { TakesIncompleteLists = true }),
    ];

    private static System.Collections.Immutable.ImmutableArray<CelOverload> To(CelType result, Func<CelValue, CelValue> body, params IEnumerable<CelType> sources) =>
        [.. sources.Select(source => Declare.Global($"{source}_to_{result}", arguments => body(arguments[0]), result, source).Linear())];

    private static CelValue ToInt(CelValue value) => value.Kind switch
    {
        CelKind.Uint => value.Bits >= 0 ? CelValue.Int(value.Bits) : Range("int"),
        CelKind.Double => value.AsDouble is > -9223372036854775808.0 and < 9223372036854775808.0 ? CelValue.Int((long)value.AsDouble) : Range("int"),
        CelKind.String => long.TryParse(value.AsString, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? CelValue.Int(number) : Unreadable("int", value),
        CelKind.Timestamp => CelValue.Int(((CelTimestamp)value.Object!).Seconds),
        _ => value,
    };

    private static CelValue ToUint(CelValue value) => value.Kind switch
    {
        CelKind.Int => value.Bits >= 0 ? CelValue.Uint((ulong)value.Bits) : Range("uint"),
        CelKind.Double => value.AsDouble is >= 0 and < 18446744073709551616.0 ? CelValue.Uint((ulong)value.AsDouble) : Range("uint"),
        CelKind.String => ulong.TryParse(value.AsString, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? CelValue.Uint(number) : Unreadable("uint", value),
        _ => value,
    };

    private static CelValue ToDouble(CelValue value) => value.Kind switch
    {
        CelKind.Int => CelValue.Double(value.Bits),
        CelKind.Uint => CelValue.Double(value.AsUint),
        CelKind.String => ParseDouble(value),
        _ => value,
    };

    private static CelValue ParseDouble(CelValue value)
    {
        var text = value.AsString;
        const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (double.TryParse(text, Styles, CultureInfo.InvariantCulture, out var number) && text.AsSpan().IndexOfAnyInRange('0', '9') >= 0)
        {
            return double.IsFinite(number) ? CelValue.Double(number) : Range("double");
        }

        return text.ToLowerInvariant() switch
        {
            "nan" => CelValue.Double(double.NaN),
            "inf" or "+inf" or "infinity" or "+infinity" => CelValue.Double(double.PositiveInfinity),
            "-inf" or "-infinity" => CelValue.Double(double.NegativeInfinity),
            _ => Unreadable("double", value),
        };
    }

    private static CelValue ToBool(CelValue value) => value.Kind == CelKind.Bool ? value : value.AsString switch
    {
        "1" or "t" or "T" or "true" or "TRUE" or "True" => CelValue.True,
        "0" or "f" or "F" or "false" or "FALSE" or "False" => CelValue.False,
        _ => Unreadable("bool", value),
    };

    private static CelValue ToText(CelValue value)
    {
        switch (value.Kind)
        {
            case CelKind.String:
                return value;
            case CelKind.Bytes:
                try
                {
                    return CelValue.String(new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(value.AsBytes.Span));
                }
                catch (DecoderFallbackException)
                {
                    return Declare.Invalid("the bytes are not UTF-8");
                }

            default:
                return CelValue.String(Shown(value));
        }
    }

    private static string Shown(CelValue value) => value.Kind switch
    {
        CelKind.Bool => value.AsBool ? "true" : "false",
        CelKind.Int => value.AsInt.ToString(CultureInfo.InvariantCulture),
        CelKind.Uint => value.AsUint.ToString(CultureInfo.InvariantCulture),
        CelKind.Double => NumberText.OfDouble(value.AsDouble),
        CelKind.Timestamp => TimeText.OfTimestamp((CelTimestamp)value.Object!),
        _ => TimeText.OfDuration((CelDuration)value.Object!),
    };

    private static CelValue ToBytes(CelValue value) => value.Kind == CelKind.Bytes ? value : CelValue.Bytes(Encoding.UTF8.GetBytes(value.AsString));

    private static CelValue ToTimestamp(CelValue value) => value.Kind switch
    {
        CelKind.String => TimeText.ParseTimestamp(value.AsString),
        CelKind.Int => CelTimestamp.Make((Int128)value.Bits * 1_000_000_000),
        _ => value,
    };

    private static CelValue ToDuration(CelValue value) => value.Kind == CelKind.String ? TimeText.ParseDuration(value.AsString) : value;

    private static CelValue Range(string type) => Declare.Overflow($"out of range for {type}");

    private static CelValue Unreadable(string type, CelValue value) => Declare.Invalid($"not a value of {type}: {value}");
}
