namespace Compliance.Formats.Packages.Versions;

/// <summary>
/// Packagist's order, that of PHP's <c>version_compare</c>: parts split where digits and letters meet; unknown words, then <c>dev</c>, <c>alpha</c>,
/// <c>beta</c>, <c>rc</c>, numbers, <c>pl</c>. A longer version is later when what it has more begins with a number.
/// </summary>
public sealed class ComposerVersionOrder : IVersionOrder
{
    private const int NumberRank = 5;

    public string Name => "composer";

    public int? Compare(string left, string right)
    {
        if (!VersionText.IsBounded(left, right) || Parts(left) is not { Count: > 0 } a || Parts(right) is not { Count: > 0 } b)
            return null;
        var both = Math.Min(a.Count, b.Count);
        for (var index = 0; index < both; index++)
        {
            var order = VersionText.AreDigits(a[index]) && VersionText.AreDigits(b[index])
                ? VersionText.CompareDigits(a[index], b[index])
                : Rank(a[index]).CompareTo(Rank(b[index]));
            if (order != 0)
                return order;
        }

        return a.Count == b.Count ? 0 : a.Count > b.Count ? CompareRest(a, both) : -CompareRest(b, both);
    }

    /// <summary>Where the longer version stands, by the first of its further parts that says something.</summary>
    private static int CompareRest(List<string> parts, int from)
    {
        foreach (var part in parts.Skip(from))
        {
            if (VersionText.AreDigits(part))
                return 1;
            var order = Rank(part).CompareTo(NumberRank);
            if (order != 0)
                return order;
        }

        return 0;
    }

    private static int Rank(string part) => part switch
    {
        "dev" => 1,
        "alpha" or "a" => 2,
        "beta" or "b" => 3,
        "RC" or "rc" => 4,
        "#" => NumberRank,
        "pl" or "p" => 6,
        _ => VersionText.AreDigits(part) ? NumberRank : 0,
    };

    private static List<string> Parts(string text)
    {
        var parts = new List<string>();
        var rest = text.AsSpan().Trim();
        if (rest is ['v' or 'V', ..])
            rest = rest[1..];
        while (!rest.IsEmpty)
        {
            if (rest[0] is '.' or '-' or '_' or '+')
            {
                rest = rest[1..];
                continue;
            }

            var length = char.IsAsciiLetterOrDigit(rest[0]) ? VersionText.RunLength(rest) : 1;
            parts.Add(rest[..length].ToString());
            rest = rest[length..];
        }

        return parts;
    }
}
