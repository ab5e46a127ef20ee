using System.Text;

namespace Compliance.Policy.Cel.Functions;

/// <summary>The strings extension. Positions count code points.</summary>
internal static class StringExtension
{
    public static IEnumerable<CelFunction> Functions =>
    [
        Declare.Function("charAt", Member("charAt", arguments => CharAt(arguments[0].AsString, arguments[1].AsInt), CelType.String, CelType.String, CelType.Int)),
        Declare.Function(
            "indexOf",
            Member("indexOf", arguments => Searching.First(arguments[0].AsString, arguments[1].AsString, 0), CelType.Int, CelType.String, CelType.String),
            Member("indexOf_from", arguments => Searching.First(arguments[0].AsString, arguments[1].AsString, arguments[2].AsInt), CelType.Int, CelType.String, CelType.String, CelType.Int)),
        Declare.Function(
            "lastIndexOf",
            Member("lastIndexOf", arguments => Searching.Last(arguments[0].AsString, arguments[1].AsString, null), CelType.Int, CelType.String, CelType.String),
            Member("lastIndexOf_from", arguments => Searching.Last(arguments[0].AsString, arguments[1].AsString, arguments[2].AsInt), CelType.Int, CelType.String, CelType.String, CelType.Int)),
        Declare.Function(
            "join",
            Member("join", arguments => Join(arguments[0].AsList, ""), CelType.String, Declare.ListOfString),
            Member("join_separator", arguments => Join(arguments[0].AsList, arguments[1].AsString), CelType.String, Declare.ListOfString, CelType.String)),
        Declare.Function("lowerAscii", Member("lowerAscii", arguments => Cased(arguments[0], 'A', 'Z', 32), CelType.String, CelType.String)),
        Declare.Function("upperAscii", Member("upperAscii", arguments => Cased(arguments[0], 'a', 'z', -32), CelType.String, CelType.String)),
        Declare.Function(
            "replace",
            Member("replace", arguments => Searching.Replace(arguments[0].AsString, arguments[1].AsString, arguments[2].AsString, -1), CelType.String, CelType.String, CelType.String, CelType.String),
            Member("replace_limit", arguments => Searching.Replace(arguments[0].AsString, arguments[1].AsString, arguments[2].AsString, arguments[3].AsInt), CelType.String, CelType.String, CelType.String, CelType.String, CelType.Int)),
        Declare.Function(
            "split",
            Member("split", arguments => Searching.Split(arguments[0].AsString, arguments[1].AsString, -1), Declare.ListOfString, CelType.String, CelType.String),
            Member("split_limit", arguments => Searching.Split(arguments[0].AsString, arguments[1].AsString, arguments[2].AsInt), Declare.ListOfString, CelType.String, CelType.String, CelType.Int)),
        Declare.Function(
            "substring",
            Member("substring", arguments => Substring(arguments[0].AsString, arguments[1].AsInt, null), CelType.String, CelType.String, CelType.Int),
            Member("substring_range", arguments => Substring(arguments[0].AsString, arguments[1].AsInt, arguments[2].AsInt), CelType.String, CelType.String, CelType.Int, CelType.Int)),
        Declare.Function("trim", Member("trim", arguments => CelValue.String(arguments[0].AsString.Trim()), CelType.String, CelType.String)),
        Declare.Function("reverse", Member("reverse", arguments => Reverse(arguments[0].AsString), CelType.String, CelType.String)),
        Declare.Function("strings.quote", Declare.Global("quote", arguments => CelValue.String(QuotedText.Of(arguments[0].AsString)), CelType.String, CelType.String).Linear()),
        Declare.Function("format", Declare.Member("format", _ => default, CelType.String, CelType.String, CelType.ListOfDyn).Charging(
            (frame, arguments) => Formatting.Format(frame, arguments[0].AsString, arguments[1].AsList))),
    ];

    internal static CelValue OutOfRange(long index) => Declare.Invalid($"index out of range: {index}");

    private static CelOverload Member(string id, CelImplementation body, CelType result, params CelType[] parameters) =>
        Declare.Member(id, body, result, [.. parameters]).Linear();

    private static CelValue CharAt(string text, long index)
    {
        var at = CodePoints.Offset(text, index);
        if (at < 0) return OutOfRange(index);
        return CelValue.String(at == text.Length ? "" : text.Substring(at, CodePoints.Width(text, at)));
    }

    private static CelValue Substring(string text, long from, long? to)
    {
        var start = CodePoints.Offset(text, from);
        if (start < 0) return OutOfRange(from);
        var end = to is { } given ? CodePoints.Offset(text, given) : text.Length;
        if (end < 0) return OutOfRange(to!.Value);
        return end < start ? Declare.Invalid($"invalid substring range: {from} to {to}") : CelValue.String(text[start..end]);
    }

    private static CelValue Join(CelList list, string separator)
    {
        var joined = new StringBuilder();
        for (var i = 0; i < list.Count; i++)
        {
            if (list.Items[i].Kind != CelKind.String) return Refusal.Of("join", [CelValue.List(list)]);
            if (i > 0) joined.Append(separator);
            joined.Append(list.Items[i].AsString);
            if (joined.Length > Sizes.MaxLength) return Sizes.TooLarge;
        }

        return CelValue.String(joined.ToString());
    }

    private static CelValue Cased(CelValue value, char from, char to, int shift) =>
        CelValue.String(string.Create(value.AsString.Length, (Text: value.AsString, from, to, shift), static (span, state) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                var unit = state.Text[i];
                span[i] = unit >= state.from && unit <= state.to ? (char)(unit + state.shift) : unit;
            }
        }));

    private static CelValue Reverse(string text)
    {
        var reversed = new char[text.Length];
        for (var i = 0; i < text.Length;)
        {
            var width = CodePoints.Width(text, i);
            text.AsSpan(i, width).CopyTo(reversed.AsSpan(text.Length - i - width));
            i += width;
        }

        return CelValue.String(new string(reversed));
    }
}
