using System.Globalization;
using System.Numerics;
using System.Text;
using Compliance.Policy.Cel.Compiling;

namespace Compliance.Policy.Cel.Functions;

/// <summary><c>format</c> of the strings extension: %s %d %f %e %b %x %X %o and %%.</summary>
internal static class Formatting
{
    private const int MaxPlaces = 100;
    private const string Clauses = "dfeboxX";

    public static CelValue Format(Frame frame, string pattern, CelList arguments)
    {
        var text = new StringBuilder();
        var next = 0;
        for (var at = 0; at < pattern.Length; at++)
        {
            if (pattern[at] != '%')
            {
                text.Append(pattern[at]);
                continue;
            }

            if (++at < pattern.Length && pattern[at] == '%')
            {
                text.Append('%');
                continue;
            }

            if (!Places(pattern, ref at, out var places) || at >= pattern.Length) return Declare.Invalid("could not parse formatting clause: it ends early or its precision is too large");
            if (next >= arguments.Count) return Declare.Invalid($"format: index {next} out of range");
            var failure = Clause(text, pattern[at], places, arguments.Items[next++]);
            if (failure is { } error) return error;
            if (text.Length > Sizes.MaxLength) return Sizes.TooLarge;
        }

        frame.Charge(1 + ((pattern.Length + text.Length) / 10));
        return next < arguments.Count ? Declare.Invalid($"format: {arguments.Count - next} arguments are left over") : CelValue.String(text.ToString());
    }

    private static bool Places(string pattern, ref int at, out int? places)
    {
        places = null;
        if (at >= pattern.Length || pattern[at] != '.') return true;
        at++;
        var number = 0;
        var start = at;
        while (at < pattern.Length && char.IsAsciiDigit(pattern[at]) && number <= MaxPlaces) number = (number * 10) + (pattern[at++] - '0');
        places = number;
        return at > start && number <= MaxPlaces;
    }

    private static CelValue? Clause(StringBuilder text, char clause, int? places, CelValue value)
    {
        if (clause == 's') return Plain(text, value, depth: 0);
        if (!Clauses.Contains(clause, StringComparison.Ordinal)) return Declare.Invalid($"could not parse formatting clause: unrecognized clause {QuotedText.Of(clause.ToString())}");
        var formatted = clause switch
        {
            'd' => value.Kind == CelKind.Double ? NotFinite(value.AsDouble) : Decimal(value),
            'f' => Real(value, number => NumberText.Fixed(number, places ?? 6)),
            'e' => Real(value, number => NumberText.Scientific(number, places ?? 6)),
            'b' => Binary(value),
            'o' => Whole(value) is { } number ? Octal(number) : null,
            _ => Hexadecimal(value, isUpper: clause == 'X'),
        };
        if (formatted is null) return Declare.Invalid($"error during formatting: %{clause} takes no {value.TypeName}");
        text.Append(formatted);
        return null;
    }

    private static BigInteger? Whole(CelValue value) => value.Kind switch
    {
        CelKind.Int => value.AsInt,
        CelKind.Uint => value.AsUint,
        _ => null,
    };

    private static string? Decimal(CelValue value) =>
        Whole(value)?.ToString(CultureInfo.InvariantCulture) ?? (value.Kind == CelKind.Double ? NotFinite(value.AsDouble) ?? NumberText.OfDouble(value.AsDouble) : null);

    private static string? Real(CelValue value, Func<double, string> format)
    {
        double? number = value.Kind switch
        {
            CelKind.Double => value.AsDouble,
            CelKind.Int => value.AsInt,
            CelKind.Uint => value.AsUint,
            _ => null,
        };
        return number is { } known ? NotFinite(known) ?? format(known) : null;
    }

    private static string? NotFinite(double number) =>
        double.IsNaN(number) ? "NaN" : double.IsInfinity(number) ? number > 0 ? "Infinity" : "-Infinity" : null;

    private static string? Binary(CelValue value)
    {
        if (value.Kind == CelKind.Bool) return value.AsBool ? "1" : "0";
        return Whole(value) is { } number ? Sign(number) + Based(BigInteger.Abs(number), 2) : null;
    }

    private static string Octal(BigInteger number) => Sign(number) + Based(BigInteger.Abs(number), 8);

    private static string? Hexadecimal(CelValue value, bool isUpper)
    {
        var digits = value.Kind switch
        {
            CelKind.String => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(value.AsString)),
            CelKind.Bytes => Convert.ToHexStringLower(value.AsBytes.Span),
            _ => Whole(value) is { } number ? Sign(number) + Based(BigInteger.Abs(number), 16) : null,
        };
        return isUpper ? digits?.ToUpperInvariant() : digits;
    }

    private static string Sign(BigInteger number) => number.Sign < 0 ? "-" : "";

    private static string Based(BigInteger number, int radix)
    {
        var digits = new StringBuilder();
        do
        {
            number = BigInteger.DivRem(number, radix, out var digit);
            digits.Insert(0, "0123456789abcdef"[(int)digit]);
        }
        while (!number.IsZero);
        return digits.ToString();
    }

    private static CelValue? Plain(StringBuilder text, CelValue value, int depth)
    {
        if (text.Length > Sizes.MaxLength || depth > 256) return Sizes.TooLarge;
        switch (value.Kind)
        {
            case CelKind.Unknown:
                return value;
            case CelKind.List:
                return List(text, value.AsList, depth);
            case CelKind.Map:
                return Map(text, value.AsMap, depth);
            case CelKind.String:
                text.Append(value.AsString);
                return null;
            case CelKind.Bytes:
                text.Append(Encoding.UTF8.GetString(value.AsBytes.Span));
                return null;
            case CelKind.Timestamp:
                text.Append(TimeText.OfTimestamp((CelTimestamp)value.Object!));
                return null;
            case CelKind.Duration:
                text.Append(TimeText.OfDuration((CelDuration)value.Object!));
                return null;
            case CelKind.Null or CelKind.Bool or CelKind.Type:
                text.Append(value.ToString());
                return null;
            default:
                if (Decimal(value) is not { } number) return Declare.Invalid($"error during formatting: %s takes no {value.TypeName}");
                text.Append(number);
                return null;
        }
    }

    private static CelValue? List(StringBuilder text, CelList list, int depth)
    {
        if (list.Rest is not null) return new CelValue(list.Rest);
        text.Append('[');
        for (var i = 0; i < list.Count; i++)
        {
            if (i > 0) text.Append(", ");
            if (Plain(text, list.Items[i], depth + 1) is { } failure) return failure;
        }

        text.Append(']');
        return null;
    }

    /// <summary>Entries in the order of their keys' text.</summary>
    private static CelValue? Map(StringBuilder text, CelMap map, int depth)
    {
        var entries = new List<(string Key, CelValue Value)>();
        foreach (ref readonly var entry in map.Entries)
        {
            var key = new StringBuilder();
            if (Plain(key, entry.Key, depth + 1) is { } failure) return failure;
            entries.Add((key.ToString(), entry.Value));
        }

        entries.Sort((left, right) => CelOrder.Strings(left.Key, right.Key));
        text.Append('{');
        for (var i = 0; i < entries.Count; i++)
        {
            text.Append(i > 0 ? ", " : "").Append(entries[i].Key).Append(": ");
            if (Plain(text, entries[i].Value, depth + 1) is { } failure) return failure;
        }

        text.Append('}');
        return null;
    }
}
