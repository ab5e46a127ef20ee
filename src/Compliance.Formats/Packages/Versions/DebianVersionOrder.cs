namespace Compliance.Formats.Packages.Versions;

/// <summary>
/// dpkg's order: <c>[epoch:]upstream[-revision]</c>, <c>~</c> before the end of a part, letters before everything else (Debian Policy 4.7, §5.6.12).
/// An absent epoch or revision is zero. What Policy does not allow in a version is no version here.
/// </summary>
public sealed class DebianVersionOrder : IVersionOrder
{
    public string Name => "deb";

    public int? Compare(string left, string right)
    {
        if (!VersionText.IsBounded(left, right) || !TrySplit(left, out var a) || !TrySplit(right, out var b))
            return null;
        var order = VersionText.CompareDigits(a.Epoch, b.Epoch);
        if (order == 0)
            order = ComparePart(a.Upstream, b.Upstream);
        return order != 0 ? order : ComparePart(a.Revision, b.Revision);
    }

    private static bool TrySplit(string text, out Parts parts)
    {
        parts = default;
        var rest = text.AsSpan().Trim();
        var epoch = ReadOnlySpan<char>.Empty;
        var colon = rest.IndexOf(':');
        if (colon >= 0)
        {
            epoch = rest[..colon];
            if (!VersionText.AreDigits(epoch))
                return false;
            rest = rest[(colon + 1)..];
        }

        var revision = ReadOnlySpan<char>.Empty;
        var hyphen = rest.LastIndexOf('-');
        if (hyphen >= 0)
        {
            revision = rest[(hyphen + 1)..];
            if (revision.IsEmpty || !AreAllowed(revision, "+.~"))
                return false;
            rest = rest[..hyphen];
        }

        if (rest.IsEmpty || !char.IsAsciiDigit(rest[0]) || !AreAllowed(rest, "+.~-:"))
            return false;
        parts = new Parts(epoch, rest, revision);
        return true;
    }

    private static bool AreAllowed(ReadOnlySpan<char> text, ReadOnlySpan<char> besides)
    {
        foreach (var character in text)
        {
            if (!char.IsAsciiLetterOrDigit(character) && !besides.Contains(character))
                return false;
        }

        return true;
    }

    private static int ComparePart(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        while (!left.IsEmpty || !right.IsEmpty)
        {
            while (StartsWithText(left) || StartsWithText(right))
            {
                var order = Weight(left).CompareTo(Weight(right));
                if (order != 0)
                    return order;
                left = left[1..];
                right = right[1..];
            }

            var a = Digits(ref left);
            var b = Digits(ref right);
            var numbers = VersionText.CompareDigits(a, b);
            if (numbers != 0)
                return numbers;
        }

        return 0;
    }

    private static bool StartsWithText(ReadOnlySpan<char> text) => !text.IsEmpty && !char.IsAsciiDigit(text[0]);

    private static int Weight(ReadOnlySpan<char> text) => text switch
    {
        [] => 0,
        ['~', ..] => -1,
        [var digit, ..] when char.IsAsciiDigit(digit) => 0,
        [var letter, ..] when char.IsAsciiLetter(letter) => letter,
        [var other, ..] => other + 256,
    };

    private static ReadOnlySpan<char> Digits(ref ReadOnlySpan<char> text)
    {
        var length = text.IndexOfAnyExceptInRange('0', '9');
        var digits = length < 0 ? text : text[..length];
        text = text[digits.Length..];
        return digits;
    }

    private readonly ref struct Parts(ReadOnlySpan<char> epoch, ReadOnlySpan<char> upstream, ReadOnlySpan<char> revision)
    {
        public ReadOnlySpan<char> Epoch { get; } = epoch;

        public ReadOnlySpan<char> Upstream { get; } = upstream;

        public ReadOnlySpan<char> Revision { get; } = revision;
    }
}
