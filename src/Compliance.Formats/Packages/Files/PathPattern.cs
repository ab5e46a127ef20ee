namespace Compliance.Formats.Packages.Files;

/// <summary>
/// Paths relative to the root: <c>*</c> stands for any characters but a slash, a segment <c>**</c> for any number of segments. Everything else
/// stands for itself. Time is bounded by the pattern's length times the path's.
/// </summary>
public sealed class PathPattern
{
    private readonly string[] segments;

    private PathPattern(string text) => (Text, segments) = (text, text.Split('/'));

    public string Text { get; }

    /// <summary>Null for what is no relative path of whole segments.</summary>
    public static PathPattern? Parse(string text) =>
        text.Length is 0 or > 512 || text.Split('/').Any(segment => segment is "" or "." or ".." || (segment.Contains("**", StringComparison.Ordinal) && segment != "**")) ? null : new PathPattern(text);

    public bool Matches(string path)
    {
        // A literal beginning decides most questions without splitting the path.
        if (segments[0] is var first && !first.Contains('*', StringComparison.Ordinal) && !path.StartsWith(first, StringComparison.Ordinal)) return false;
        var parts = path.Split('/');
        var reachable = new bool[parts.Length + 1];
        reachable[0] = true;
        foreach (var segment in segments)
        {
            var next = new bool[parts.Length + 1];
            var isOpen = false;
            for (var i = 0; i <= parts.Length; i++)
            {
                isOpen |= reachable[i];
                if (segment == "**") next[i] = isOpen;
                else if (i < parts.Length && reachable[i] && Fits(segment, parts[i])) next[i + 1] = true;
            }

            reachable = next;
        }

        return reachable[parts.Length];
    }

    public override string ToString() => Text;

    private static bool Fits(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        var (p, t, star, mark) = (0, 0, -1, 0);
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*') (star, mark, p) = (p, t, p + 1);
            else if (p < pattern.Length && pattern[p] == text[t]) (p, t) = (p + 1, t + 1);
            else if (star >= 0) (p, mark, t) = (star + 1, mark + 1, mark + 1);
            else return false;
        }

        while (p < pattern.Length && pattern[p] == '*') p++;
        return p == pattern.Length;
    }
}
