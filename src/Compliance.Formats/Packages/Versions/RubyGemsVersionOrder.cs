namespace Compliance.Formats.Packages.Versions;

/// <summary>RubyGems' order: runs of digits and letters; a letter makes a prerelease, and any letters sort before any number; trailing zeros do not count (Gem::Version).</summary>
public sealed class RubyGemsVersionOrder : IVersionOrder
{
    public string Name => "gem";

    public int? Compare(string left, string right)
    {
        if (!VersionText.IsBounded(left, right) || Segments(left) is not { } a || Segments(right) is not { } b)
            return null;
        for (var index = 0; index < a.Count || index < b.Count; index++)
        {
            var order = CompareSegment(index < a.Count ? a[index] : "0", index < b.Count ? b[index] : "0");
            if (order != 0)
                return order;
        }

        return 0;
    }

    private static int CompareSegment(string left, string right) => (VersionText.AreDigits(left), VersionText.AreDigits(right)) switch
    {
        (true, true) => VersionText.CompareDigits(left, right),
        (true, false) => 1,
        (false, true) => -1,
        _ => string.CompareOrdinal(left, right),
    };

    /// <summary>Zeros that end the numbers before the first letters, or that end the whole, are left out.</summary>
    private static List<string>? Segments(string text)
    {
        var release = new List<string>();
        var prerelease = new List<string>();
        var rest = text.Trim().Replace("-", ".pre.", StringComparison.Ordinal).AsSpan();
        while (!rest.IsEmpty)
        {
            if (rest[0] == '.')
            {
                rest = rest[1..];
                continue;
            }

            if (!char.IsAsciiLetterOrDigit(rest[0]))
                return null;
            var run = rest[..VersionText.RunLength(rest)];
            rest = rest[run.Length..];
            (prerelease.Count > 0 || !char.IsAsciiDigit(run[0]) ? prerelease : release).Add(run.ToString());
        }

        if (release.Count + prerelease.Count == 0)
            return null;
        DropZeros(release);
        DropZeros(prerelease);
        release.AddRange(prerelease);
        return release;
    }

    private static void DropZeros(List<string> segments)
    {
        while (segments.Count > 0 && VersionText.IsZero(segments[^1]))
            segments.RemoveAt(segments.Count - 1);
    }
}
