using System.Collections.Immutable;

namespace Compliance.Formats.Packages.Versions;

/// <summary>
/// A version as Python's version specifiers define it: <c>[N!]N(.N)*[{a|b|rc}N][.postN][.devN][+local]</c>, with the spellings that must be
/// understood. Numbers are kept as digits of any length.
/// </summary>
internal sealed class PythonVersion
{
    private static readonly (string Text, string Canonical)[] PrereleaseWords =
        [("alpha", "a"), ("beta", "b"), ("preview", "rc"), ("pre", "rc"), ("rc", "rc"), ("a", "a"), ("b", "b"), ("c", "rc")];

    private static readonly string[] PostWords = ["post", "rev", "r"];

    private PythonVersion()
    {
    }

    internal string Epoch { get; private set; } = "0";

    internal ImmutableArray<string> Release { get; private set; }

    internal (string Word, string Number)? Prerelease { get; private set; }

    internal string? Post { get; private set; }

    internal string? Dev { get; private set; }

    internal ImmutableArray<string> Local { get; private set; } = [];

    /// <summary>Null when the text is no such version. Case, a leading <c>v</c> and white space around it do not matter.</summary>
    public static PythonVersion? Parse(string text)
    {
        var rest = text.Trim().ToLowerInvariant().AsSpan();
        if (rest is ['v', ..])
            rest = rest[1..];
        var version = new PythonVersion();
        return version.ReadRelease(ref rest) && version.ReadSuffixes(ref rest) && version.ReadLocal(ref rest) && rest.IsEmpty ? version : null;
    }

    public int Order(PythonVersion other)
    {
        var order = VersionText.CompareDigits(Epoch, other.Epoch);
        if (order == 0)
            order = CompareRelease(Release, other.Release);
        if (order == 0)
            order = PrereleaseRank.CompareTo(other.PrereleaseRank);
        if (order == 0 && Prerelease is { } a && other.Prerelease is { } b)
            order = a.Word == b.Word ? VersionText.CompareDigits(a.Number, b.Number) : string.CompareOrdinal(a.Word, b.Word);
        if (order == 0)
            order = CompareOptional(Post, other.Post, absent: -1);
        if (order == 0)
            order = CompareOptional(Dev, other.Dev, absent: 1);
        return order != 0 ? order : CompareLocal(Local, other.Local);
    }

    /// <summary>A development release of the release itself comes before its prereleases, the release after them.</summary>
    private int PrereleaseRank => Prerelease is not null ? 0 : Post is null && Dev is not null ? -1 : 1;

    private static int CompareOptional(string? left, string? right, int absent) => (left, right) switch
    {
        (null, null) => 0,
        (null, _) => absent,
        (_, null) => -absent,
        _ => VersionText.CompareDigits(left, right),
    };

    internal static int CompareRelease(ImmutableArray<string> left, ImmutableArray<string> right)
    {
        for (var index = 0; index < left.Length || index < right.Length; index++)
        {
            var order = VersionText.CompareDigits(index < left.Length ? left[index] : "0", index < right.Length ? right[index] : "0");
            if (order != 0)
                return order;
        }

        return 0;
    }

    private static int CompareLocal(ImmutableArray<string> left, ImmutableArray<string> right)
    {
        for (var index = 0; index < left.Length && index < right.Length; index++)
        {
            var order = (VersionText.AreDigits(left[index]), VersionText.AreDigits(right[index])) switch
            {
                (true, true) => VersionText.CompareDigits(left[index], right[index]),
                (true, false) => 1,
                (false, true) => -1,
                _ => string.CompareOrdinal(left[index], right[index]),
            };
            if (order != 0)
                return order;
        }

        return left.Length.CompareTo(right.Length);
    }

    private bool ReadRelease(ref ReadOnlySpan<char> rest)
    {
        var first = Digits(ref rest);
        if (first.Length > 0 && rest is ['!', ..])
        {
            Epoch = first;
            rest = rest[1..];
            first = Digits(ref rest);
        }

        if (first.Length == 0)
            return false;
        var release = ImmutableArray.CreateBuilder<string>();
        release.Add(first);
        while (rest is ['.', >= '0' and <= '9', ..])
        {
            rest = rest[1..];
            release.Add(Digits(ref rest));
        }

        Release = release.ToImmutable();
        return true;
    }

    private bool ReadSuffixes(ref ReadOnlySpan<char> rest)
    {
        foreach (var (word, canonical) in PrereleaseWords)
        {
            if (!TryWord(ref rest, word, out var number))
                continue;
            Prerelease = (canonical, number);
            break;
        }

        if (rest is ['-', >= '0' and <= '9', ..])
        {
            rest = rest[1..];
            Post = Digits(ref rest);
        }

        foreach (var word in PostWords)
        {
            if (Post is null && TryWord(ref rest, word, out var number))
                Post = number;
        }

        if (TryWord(ref rest, "dev", out var development))
            Dev = development;
        return true;
    }

    private bool ReadLocal(ref ReadOnlySpan<char> rest)
    {
        if (rest is not ['+', ..])
            return true;
        var parts = rest[1..].ToString().Split('.', '-', '_');
        rest = [];
        Local = [.. parts];
        return Array.TrueForAll(parts, part => part.Length > 0 && part.All(char.IsAsciiLetterOrDigit));
    }

    /// <summary>A word with a separator before it, and one before its number, which is zero when there is none.</summary>
    private static bool TryWord(ref ReadOnlySpan<char> rest, string word, out string number)
    {
        number = "0";
        var after = SkipSeparator(rest);
        if (!after.StartsWith(word, StringComparison.Ordinal))
            return false;
        after = after[word.Length..];
        var beforeNumber = SkipSeparator(after);
        if (beforeNumber is [>= '0' and <= '9', ..])
        {
            number = Digits(ref beforeNumber);
            after = beforeNumber;
        }

        rest = after;
        return true;
    }

    private static ReadOnlySpan<char> SkipSeparator(ReadOnlySpan<char> text) => text is ['.' or '-' or '_', ..] ? text[1..] : text;

    private static string Digits(ref ReadOnlySpan<char> text)
    {
        var length = text.IndexOfAnyExceptInRange('0', '9');
        var digits = (length < 0 ? text : text[..length]).ToString();
        text = text[digits.Length..];
        return digits;
    }
}
