namespace Compliance.Formats.Packages.Versions;

/// <summary>
/// The order that setuptools gave to texts of any form before version specifiers were standardised: numbers as numbers, words as words, with
/// <c>dev</c> and prerelease words before <c>final</c>, which is the end.
/// </summary>
internal static class PythonLegacyVersion
{
    private const string Final = "*final";
    private const string FinalHyphen = "*final-";

    public static int Compare(string left, string right)
    {
        var a = Parts(left);
        var b = Parts(right);
        for (var index = 0; index < a.Count && index < b.Count; index++)
        {
            var order = VersionText.AreDigits(a[index]) && VersionText.AreDigits(b[index])
                ? VersionText.CompareDigits(a[index], b[index])
                : string.CompareOrdinal(a[index], b[index]);
            if (order != 0)
                return order;
        }

        return a.Count.CompareTo(b.Count);
    }

    private static List<string> Parts(string text)
    {
        var parts = new List<string>();
        var rest = text.Trim().ToLowerInvariant().AsSpan();
        while (!rest.IsEmpty)
        {
            var length = char.IsAsciiLetterOrDigit(rest[0]) ? VersionText.RunLength(rest) : 1;
            var part = rest[..length].ToString();
            rest = rest[length..];
            if (part != ".")
                Add(parts, VersionText.AreDigits(part) ? part : "*" + Canonical(part));
        }

        Add(parts, Final);
        return parts;
    }

    private static void Add(List<string> parts, string part)
    {
        if (part[0] == '*')
        {
            if (string.CompareOrdinal(part, Final) < 0)
            {
                while (parts.Count > 0 && parts[^1] == FinalHyphen)
                    parts.RemoveAt(parts.Count - 1);
            }

            while (parts.Count > 0 && VersionText.AreDigits(parts[^1]) && VersionText.IsZero(parts[^1]))
                parts.RemoveAt(parts.Count - 1);
        }

        parts.Add(part);
    }

    private static string Canonical(string word) => word switch
    {
        "pre" or "preview" or "rc" => "c",
        "-" => "final-",
        "dev" => "@",
        _ => word,
    };
}
