namespace Compliance.Policy.Cel.Functions;

/// <summary>Strings by code points over UTF-16. Texts without surrogates, nearly all, are handled by unit.</summary>
internal static class CodePoints
{
    public static int Count(string text)
    {
        var first = text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF');
        if (first < 0) return text.Length;
        var count = text.Length;
        for (var i = first; i + 1 < text.Length; i++)
        {
            if (!char.IsSurrogatePair(text[i], text[i + 1])) continue;
            count--;
            i++;
        }

        return count;
    }

    /// <summary>The UTF-16 offset of a code point; -1 when there are fewer. The count itself is the end.</summary>
    public static int Offset(string text, long codePoint)
    {
        if (codePoint < 0 || codePoint > text.Length) return -1;
        if (text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0) return (int)codePoint;
        var at = 0;
        while (codePoint > 0)
        {
            if (at >= text.Length) return -1;
            at += IsPair(text, at) ? 2 : 1;
            codePoint--;
        }

        return at;
    }

    /// <summary>How many code points end before a UTF-16 offset.</summary>
    public static int Before(string text, int offset) => Count(text[..offset]);

    public static int Width(string text, int offset) => IsPair(text, offset) ? 2 : 1;

    private static bool IsPair(string text, int at) => at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]);
}
