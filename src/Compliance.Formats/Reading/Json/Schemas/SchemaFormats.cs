using System.Buffers;
using System.Globalization;

namespace Compliance.Formats.Reading.Json.Schemas;

/// <summary>The formats that schemas of bills of materials name (JSON Schema Validation, section 7.3); one that is not known here asks nothing.</summary>
internal static class SchemaFormats
{
    // RFC 3987 allows none of these in a reference.
    private static readonly SearchValues<char> NotInReferences = SearchValues.Create(" \"<>\\^`{|}\t\r\n");

    private static readonly SearchValues<char> InSchemes = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.");

    private static readonly string[] Times = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd't'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd' 'HH:mm:ss.FFFFFFFK"];

    public static bool Fits(string format, string text) => format switch
    {
        "date-time" => IsTime(text),
        "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "email" or "idn-email" => text.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at < text.Length - 1 && !text.Contains(' ', StringComparison.Ordinal),
        "uri" or "iri" => HasScheme(text) && Fits("iri-reference", text),
        "uri-reference" or "iri-reference" => !text.AsSpan().ContainsAny(NotInReferences) && HasWholeEscapes(text),
        _ => true,
    };

    /// <summary>RFC 3339: an offset is not optional, seconds may be a leap second.</summary>
    private static bool IsTime(string text)
    {
        if (text.Length < 20 || (text[^1] is not ('Z' or 'z') && text[^6] is not ('+' or '-'))) return false;
        var plain = text[^1] == 'z' ? $"{text[..^1]}Z" : text;
        if (plain.AsSpan(17).StartsWith("60")) plain = $"{plain[..17]}59{plain[19..]}";
        // More digits of a second than .NET has are as good as seven.
        var dot = plain.IndexOf('.', StringComparison.Ordinal);
        if (dot >= 0)
        {
            var end = dot + 1;
            while (end < plain.Length && char.IsAsciiDigit(plain[end])) end++;
            if (end == dot + 1) return false;
            if (end - dot > 8) plain = plain[..(dot + 8)] + plain[end..];
        }

        return DateTimeOffset.TryParseExact(plain, Times, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
    }

    private static bool HasScheme(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && char.IsAsciiLetter(text[0]) && text.AsSpan(0, colon).IndexOfAnyExcept(InSchemes) < 0;
    }

    private static bool HasWholeEscapes(string text)
    {
        for (var at = text.IndexOf('%', StringComparison.Ordinal); at >= 0; at = text.IndexOf('%', at + 1))
        {
            if (at + 2 >= text.Length || !char.IsAsciiHexDigit(text[at + 1]) || !char.IsAsciiHexDigit(text[at + 2])) return false;
        }

        return true;
    }
}
