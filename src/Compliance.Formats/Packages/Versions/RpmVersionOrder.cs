namespace Compliance.Formats.Packages.Versions;

/// <summary>
/// rpm's order of <c>[epoch:]version[-release]</c>: runs of digits and of letters compared in turn, everything else only separates, <c>~</c> sorts
/// before the end and <c>^</c> just after it (rpm-version(7)). An absent epoch is zero; an absent release sorts before every present one, so that
/// the order is total. Every text is a version.
/// </summary>
public sealed class RpmVersionOrder : IVersionOrder
{
    public string Name => "rpm";

    public int? Compare(string left, string right)
    {
        if (!VersionText.IsBounded(left, right))
            return null;
        Split(left, out var epochA, out var versionA, out var releaseA, out var hasReleaseA);
        Split(right, out var epochB, out var versionB, out var releaseB, out var hasReleaseB);
        var order = CompareSegments(epochA, epochB);
        if (order == 0)
            order = CompareSegments(versionA, versionB);
        if (order == 0)
            order = hasReleaseA.CompareTo(hasReleaseB);
        return order != 0 ? order : CompareSegments(releaseA, releaseB);
    }

    private static void Split(string text, out ReadOnlySpan<char> epoch, out ReadOnlySpan<char> version, out ReadOnlySpan<char> release, out bool hasRelease)
    {
        version = text;
        epoch = "0";
        var colon = version.IndexOf(':');
        if (colon >= 0)
        {
            epoch = version[..colon];
            version = version[(colon + 1)..];
        }

        var hyphen = version.IndexOf('-');
        hasRelease = hyphen >= 0;
        release = hasRelease ? version[(hyphen + 1)..] : [];
        version = hasRelease ? version[..hyphen] : version;
    }

    private static int CompareSegments(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        while (true)
        {
            left = SkipSeparators(left);
            right = SkipSeparators(right);
            if (left is ['~', ..] || right is ['~', ..])
            {
                if (left is not ['~', ..] || right is not ['~', ..])
                    return left is ['~', ..] ? -1 : 1;
                left = left[1..];
                right = right[1..];
                continue;
            }

            if (left is ['^', ..] || right is ['^', ..])
            {
                if (left is not ['^', ..] || right is not ['^', ..])
                    return CompareCaret(left, right);
                left = left[1..];
                right = right[1..];
                continue;
            }

            if (left.IsEmpty || right.IsEmpty)
                return left.Length.CompareTo(right.Length) switch { 0 => 0, < 0 => -1, _ => 1 };
            var order = CompareRuns(ref left, ref right);
            if (order != 0)
                return order;
        }
    }

    /// <summary>Exactly one of both starts with a caret: it is after the end of the other and before anything else.</summary>
    private static int CompareCaret(ReadOnlySpan<char> left, ReadOnlySpan<char> right) =>
        left is ['^', ..] ? (right.IsEmpty ? 1 : -1) : (left.IsEmpty ? -1 : 1);

    private static int CompareRuns(ref ReadOnlySpan<char> left, ref ReadOnlySpan<char> right)
    {
        var leftIsNumber = char.IsAsciiDigit(left[0]);
        if (leftIsNumber != char.IsAsciiDigit(right[0]))
            return leftIsNumber ? 1 : -1;
        var a = left[..VersionText.RunLength(left)];
        var b = right[..VersionText.RunLength(right)];
        left = left[a.Length..];
        right = right[b.Length..];
        return leftIsNumber ? VersionText.CompareDigits(a, b) : a.SequenceCompareTo(b);
    }

    private static ReadOnlySpan<char> SkipSeparators(ReadOnlySpan<char> text)
    {
        var start = 0;
        while (start < text.Length && !char.IsAsciiLetterOrDigit(text[start]) && text[start] is not ('~' or '^'))
            start++;
        return text[start..];
    }
}
