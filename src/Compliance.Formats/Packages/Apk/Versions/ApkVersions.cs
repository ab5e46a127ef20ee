namespace Compliance.Formats.Packages.Apk.Versions;

/// <summary>
/// Order and validity of apk versions (apk-package(5): <c>number{.number}...{letter}{_suffix{number}}...{~hash}{-r#}</c>). Any two texts compare;
/// what is not a version sorts by its valid beginning.
/// </summary>
public static class ApkVersions
{
    public static bool IsValid(ReadOnlySpan<char> text)
    {
        var parts = new ApkVersionParts(text);
        for (parts.First(); parts.Kind < ApkVersionPart.End; parts.Next())
        {
        }

        return parts.Kind == ApkVersionPart.End;
    }

    /// <summary>Negative, zero or positive as the left one is older, equal or newer.</summary>
    public static int Compare(ReadOnlySpan<char> left, ReadOnlySpan<char> right) => Compare(left, right, isPrefix: false);

    /// <summary>Whether <paramref name="version"/> stands in the relation to <paramref name="bound"/>. Every version satisfies <see cref="ApkRelation.Any"/>.</summary>
    public static bool Satisfies(ReadOnlySpan<char> version, ApkRelation relation, ReadOnlySpan<char> bound)
    {
        if (relation == ApkRelation.Any) return true;
        var order = Compare(version, bound, relation.HasFlag(ApkRelation.Prefix));
        return order switch
        {
            < 0 => relation.HasFlag(ApkRelation.Less),
            > 0 => relation.HasFlag(ApkRelation.Greater),
            _ => relation.HasFlag(ApkRelation.Equal),
        };
    }

    private static int Compare(ReadOnlySpan<char> left, ReadOnlySpan<char> right, bool isPrefix)
    {
        var a = new ApkVersionParts(left);
        var b = new ApkVersionParts(right);
        a.First();
        b.First();
        while (a.Kind == b.Kind && a.Kind < ApkVersionPart.End)
        {
            if (CompareValues(a, b) is var order and not 0) return order;
            a.Next();
            b.Next();
        }

        if (a.Kind == b.Kind || (isPrefix && b.Kind == ApkVersionPart.End)) return 0;
        // The longer version is the newer one, unless what it goes on with marks a release that is still to come.
        if (a.IsPreRelease) return -1;
        if (b.IsPreRelease) return 1;
        return a.Kind > b.Kind ? -1 : 1;
    }

    private static int CompareValues(ApkVersionParts a, ApkVersionParts b)
    {
        switch (a.Kind)
        {
            case ApkVersionPart.Suffix:
                return a.SuffixRank.CompareTo(b.SuffixRank);
            case ApkVersionPart.Letter or ApkVersionPart.Hash:
                return a.Value.SequenceCompareTo(b.Value);
            // A number after a point that begins with a zero is a fraction: 1.09 is older than 1.1.
            case ApkVersionPart.Number when a.Value[0] == '0' || b.Value[0] == '0':
                return a.Value.SequenceCompareTo(b.Value);
            default:
                var left = a.Value.TrimStart('0');
                var right = b.Value.TrimStart('0');
                return left.Length != right.Length ? left.Length.CompareTo(right.Length) : left.SequenceCompareTo(right);
        }
    }
}
