namespace Compliance.Formats.Packages.Versions;

/// <summary>What the orders share: the bound on a version's length, and digits of any length compared as numbers.</summary>
public static class VersionText
{
    /// <summary>No ecosystem publishes a longer version; npm itself refuses more than 256.</summary>
    public const int MaxLength = 1024;

    internal static bool IsBounded(string left, string right) => left.Length <= MaxLength && right.Length <= MaxLength;

    /// <summary>Runs of ASCII digits as numbers of any size; an empty run is zero.</summary>
    internal static int CompareDigits(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        left = left.TrimStart('0');
        right = right.TrimStart('0');
        return left.Length != right.Length ? left.Length.CompareTo(right.Length) : left.SequenceCompareTo(right);
    }

    internal static bool AreDigits(ReadOnlySpan<char> text) => text.Length > 0 && !text.ContainsAnyExceptInRange('0', '9');

    internal static bool IsZero(ReadOnlySpan<char> digits) => !digits.ContainsAnyExcept('0');

    /// <summary>The length of the run at the start of a text in which every character is a digit, or none is and all are ASCII letters.</summary>
    internal static int RunLength(ReadOnlySpan<char> text)
    {
        var digits = char.IsAsciiDigit(text[0]);
        var length = 1;
        while (length < text.Length && (digits ? char.IsAsciiDigit(text[length]) : char.IsAsciiLetter(text[length])))
            length++;
        return length;
    }
}
