using System.Text.RegularExpressions;

namespace Compliance.Formats.CryptoModules.Cmvp.Algorithms;

/// <summary>
/// One row of the table of approved algorithms of a security policy, as dumps of NIST's lists have it: <c>AES-CBC | A3548 | Direction - Decrypt, Encrypt | SP 800-38A</c>, or as an imported list keeps
/// it: <c>AES-CBC A3548</c>. The rows are scraped from documents: only one that begins with an algorithm's name and goes on with its validation counts, everything else is left out.
/// </summary>
internal static partial class AlgorithmRow
{
    private const int MaxLength = 400;

    /// <summary>Null for a row that is no algorithm with a validation.</summary>
    public static CmvpAlgorithm? Read(string text)
    {
        var match = Row().Match(text.Length > MaxLength ? text[..MaxLength] : text);
        if (!match.Success) return null;
        return Known(match.Groups["name"].Value) is { } known ? new CmvpAlgorithm(known, match.Groups["validation"].Value) : null;
    }

    /// <summary>The name of the table behind the ways in which policies write it: editions of standards and the mark of component validations are left away, a name broken at a hyphen is joined.</summary>
    private static string? Known(string name)
    {
        var plain = Plain(Edition().Replace(Plain(name.Replace('|', ' ')), " "));
        if (AlgorithmTable.Find(plain) is not null) return plain;
        var joined = plain.Replace("- ", "-", StringComparison.Ordinal);
        return AlgorithmTable.Find(joined) is null ? null : joined;
    }

    private static string Plain(string text) => Spaces().Replace(text, " ").Trim();

    [GeneratedRegex(@"^(?<name>[A-Z][A-Za-z0-9 ./()|-]{2,60}?)[ |]+(?<validation>[AC][0-9]{1,6})([ |]|\z)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Row();

    [GeneratedRegex(@"\((FIPS ?186-[245]|CVL)\)|S[Pp]800-56[ABC]r[23]|Testing ?Revision ?2\.0", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Edition();

    [GeneratedRegex(@" {2,}", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Spaces();
}
