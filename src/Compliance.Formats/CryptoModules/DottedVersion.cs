using System.Globalization;

namespace Compliance.Formats.CryptoModules;

/// <summary>Versions that are dotted decimal numbers, as OpenSSL's releases since 3.0 are. For any other text nothing follows.</summary>
internal static class DottedVersion
{
    /// <summary>Order of two versions, missing numbers as zero; null when either is something else than dotted numbers.</summary>
    public static int? Compare(string left, string right)
    {
        var (one, two) = (Numbers(left), Numbers(right));
        if (one is null || two is null) return null;
        for (var index = 0; index < Math.Max(one.Length, two.Length); index++)
        {
            var order = one.ElementAtOrDefault(index).CompareTo(two.ElementAtOrDefault(index));
            if (order != 0) return order;
        }

        return 0;
    }

    /// <summary>The first two numbers, <c>3.1</c> of <c>3.1.2</c>; null for a text that is not at least three dotted numbers.</summary>
    public static string? Series(string version) =>
        Numbers(version) is { Length: >= 3 } numbers ? string.Create(CultureInfo.InvariantCulture, $"{numbers[0]}.{numbers[1]}") : null;

    private static int[]? Numbers(string version)
    {
        var parts = version.Split('.');
        var numbers = new int[parts.Length];
        for (var index = 0; index < parts.Length; index++)
        {
            if (!int.TryParse(parts[index], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[index])) return null;
        }

        return numbers;
    }
}
