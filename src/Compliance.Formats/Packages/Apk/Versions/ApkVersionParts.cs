namespace Compliance.Formats.Packages.Apk.Versions;

/// <summary>The parts of one version, from left to right. After <see cref="ApkVersionPart.End"/> or an invalid part it stays there.</summary>
internal ref struct ApkVersionParts(ReadOnlySpan<char> text)
{
    // apk-package(5): "The list of valid suffixes (and their sorting order) is: alpha, beta, pre, rc, <no suffix>, cvs, svn, git, hg, p."
    private static readonly string[] Suffixes = ["alpha", "beta", "pre", "rc", "cvs", "svn", "git", "hg", "p"];
    private const int PreReleases = 4;

    private ReadOnlySpan<char> rest = text;

    public ApkVersionPart Kind { get; private set; } = ApkVersionPart.Invalid;

    /// <summary>Digits, the letter, the name of the suffix or the hash.</summary>
    public ReadOnlySpan<char> Value { get; private set; } = default;

    /// <summary>Rank of the suffix in its order; meaningless for other kinds.</summary>
    public int SuffixRank { get; private set; } = -1;

    public readonly bool IsPreRelease => Kind == ApkVersionPart.Suffix && SuffixRank < PreReleases;

    public void First() => Take(ApkVersionPart.FirstNumber, 0, Digits(rest));

    public void Next()
    {
        if (Kind is ApkVersionPart.End or ApkVersionPart.Invalid) return;
        if (rest.IsEmpty)
        {
            Kind = ApkVersionPart.End;
            Value = default;
            return;
        }

        switch (rest[0])
        {
            case >= 'a' and <= 'z' when Kind <= ApkVersionPart.Number:
                Take(ApkVersionPart.Letter, 0, 1);
                break;
            case '.' when Kind <= ApkVersionPart.Number:
                Take(ApkVersionPart.Number, 1, Digits(rest[1..]));
                break;
            case >= '0' and <= '9' when Kind == ApkVersionPart.Suffix:
                Take(ApkVersionPart.SuffixNumber, 0, Digits(rest));
                break;
            case '_' when Kind <= ApkVersionPart.SuffixNumber:
                TakeSuffix();
                break;
            case '~' when Kind < ApkVersionPart.Hash:
                Take(ApkVersionPart.Hash, 1, Span(rest[1..], "0123456789abcdef"));
                break;
            case '-' when Kind < ApkVersionPart.Revision && rest is ['-', 'r', ..]:
                Take(ApkVersionPart.Revision, 2, Digits(rest[2..]));
                break;
            default:
                Kind = ApkVersionPart.Invalid;
                Value = default;
                break;
        }
    }

    private void TakeSuffix()
    {
        var length = Span(rest[1..], "abcdefghijklmnopqrstuvwxyz");
        var name = rest.Slice(1, length);
        Take(ApkVersionPart.Suffix, 1, length);
        SuffixRank = -1;
        for (var rank = 0; rank < Suffixes.Length && SuffixRank < 0; rank++)
        {
            if (name.SequenceEqual(Suffixes[rank])) SuffixRank = rank;
        }

        if (SuffixRank < 0) Kind = ApkVersionPart.Invalid;
    }

    private void Take(ApkVersionPart kind, int skip, int length)
    {
        Kind = length > 0 ? kind : ApkVersionPart.Invalid;
        Value = rest.Slice(skip, length);
        rest = rest[(skip + length)..];
    }

    private static int Digits(ReadOnlySpan<char> text) => Span(text, "0123456789");

    private static int Span(ReadOnlySpan<char> text, ReadOnlySpan<char> allowed)
    {
        var end = text.IndexOfAnyExcept(allowed);
        return end < 0 ? text.Length : end;
    }
}
