using System.Text;

namespace Compliance.Policy.Cel.Functions;

/// <summary>Finding parts of strings; positions count code points.</summary>
internal static class Searching
{
    public static CelValue First(string text, string part, long from)
    {
        var start = CodePoints.Offset(text, from);
        if (start < 0) return StringExtension.OutOfRange(from);
        var found = text.IndexOf(part, start, StringComparison.Ordinal);
        return CelValue.Int(found < 0 ? -1 : CodePoints.Before(text, found));
    }

    /// <param name="from">The last position at which the part may start; null for the end.</param>
    public static CelValue Last(string text, string part, long? from)
    {
        var start = from is { } given ? CodePoints.Offset(text, given) : text.Length;
        if (start < 0) return StringExtension.OutOfRange(from!.Value);
        var end = Math.Min(text.Length, start + part.Length);
        var found = text.AsSpan(0, end).LastIndexOf(part, StringComparison.Ordinal);
        return CelValue.Int(found < 0 ? -1 : CodePoints.Before(text, found));
    }

    /// <param name="limit">How many times at most; negative for all.</param>
    public static CelValue Replace(string text, string old, string now, long limit)
    {
        var replaced = new StringBuilder();
        var at = 0;
        while (limit != 0 && at <= text.Length)
        {
            var found = text.IndexOf(old, at, StringComparison.Ordinal);
            if (found < 0) break;
            replaced.Append(text, at, found - at).Append(now);
            if (replaced.Length > Sizes.MaxLength) return Sizes.TooLarge;
            limit--;
            at = found + old.Length;
            if (old.Length > 0) continue;
            if (at >= text.Length) return CelValue.String(replaced.ToString());
            var width = CodePoints.Width(text, at);
            replaced.Append(text, at, width);
            at += width;
        }

        return CelValue.String(replaced.Append(text, at, text.Length - at).ToString());
    }

    /// <param name="limit">How many pieces at most; negative for all; the last one holds what is left.</param>
    public static CelValue Split(string text, string separator, long limit)
    {
        if (limit == 0) return CelValue.List(CelList.Empty);
        var pieces = new List<CelValue>();
        var at = 0;
        while (pieces.Count != limit - 1)
        {
            int found;
            if (separator.Length > 0)
            {
                found = text.IndexOf(separator, at, StringComparison.Ordinal);
            }
            else
            {
                found = at < text.Length ? at + CodePoints.Width(text, at) : -1;
                if (found >= text.Length) found = -1;
            }

            if (found < 0) break;
            pieces.Add(CelValue.String(text[at..found]));
            at = found + separator.Length;
            if (pieces.Count > Sizes.MaxItems) return Sizes.TooLarge;
        }

        if (separator.Length > 0 || at < text.Length) pieces.Add(CelValue.String(text[at..]));
        return CelValue.List(CelList.Own(pieces));
    }
}
