using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Compliance.Policy;

/// <summary>
/// Words about validation that FedRAMP does not let providers use. Policy for Cryptographic Module Selection and Use v1.1, FRR8: only terms of NIST, none that are ambiguous
/// or the provider's own. A module is validated, or it is an update stream of one, in process, or neither.
/// </summary>
public static partial class RegulatedTerms
{
    /// <summary>The ambiguous terms in a text, as they stand there, in order; empty when there is none.</summary>
    public static ImmutableArray<string> FindIn(string text) => [.. Ambiguous().EnumerateMatches(text).Select(text)];

    private static IEnumerable<string> Select(this Regex.ValueMatchEnumerator matches, string text)
    {
        var found = new List<string>();
        foreach (var match in matches) found.Add(text.Substring(match.Index, match.Length));
        return found;
    }

    /// <summary>
    /// FIPS, or FIPS 140 with or without its number, directly followed by a claim that NIST does not make.
    /// </summary>
    [GeneratedRegex(
        @"\bFIPS(?:[\s_-]*140(?:-[0-9])?)?[\s_-]+(?:compliant|compliance|compliancy|conformant|conformance|certified|certification|ready|capable|compatible|equivalent|grade|inside|friendly)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Ambiguous();
}
