namespace Compliance.Formats.Packages.Versions;

/// <summary>NuGet's order: up to four numbers, absent ones zero, then a prerelease label compared without case; build metadata has no order (NuGet package versioning).</summary>
public sealed class NuGetVersionOrder : IVersionOrder
{
    private const int Places = 4;

    public string Name => "nuget";

    public int? Compare(string left, string right)
    {
        if (!VersionText.IsBounded(left, right) || !TryRead(left, out var a, out var labelsA) || !TryRead(right, out var b, out var labelsB))
            return null;
        for (var place = 0; place < Places; place++)
        {
            var order = VersionText.CompareDigits(place < a.Length ? a[place] : "0", place < b.Length ? b[place] : "0");
            if (order != 0)
                return order;
        }

        return CompareLabels(labelsA, labelsB);
    }

    private static bool TryRead(string text, out string[] numbers, out string[] labels)
    {
        var plus = text.IndexOf('+', StringComparison.Ordinal);
        var rest = (plus < 0 ? text : text[..plus]).Trim();
        var hyphen = rest.IndexOf('-', StringComparison.Ordinal);
        labels = hyphen < 0 ? [] : rest[(hyphen + 1)..].Split('.');
        numbers = (hyphen < 0 ? rest : rest[..hyphen]).Split('.');
        return numbers.Length <= Places && Array.TrueForAll(numbers, number => VersionText.AreDigits(number));
    }

    private static int CompareLabels(string[] left, string[] right)
    {
        if (left.Length == 0 || right.Length == 0)
            return (left.Length == 0).CompareTo(right.Length == 0);
        for (var index = 0; index < left.Length && index < right.Length; index++)
        {
            var order = (VersionText.AreDigits(left[index]), VersionText.AreDigits(right[index])) switch
            {
                (true, true) => VersionText.CompareDigits(left[index], right[index]),
                (true, false) => -1,
                (false, true) => 1,
                _ => string.Compare(left[index], right[index], StringComparison.OrdinalIgnoreCase),
            };
            if (order != 0)
                return order;
        }

        return left.Length.CompareTo(right.Length);
    }
}
