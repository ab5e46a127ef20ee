using System.Collections.Immutable;

namespace Compliance.Reporting.Model;

/// <summary>How the pieces of running text follow one another.</summary>
internal static class InlineFlow
{
    private const string NoSpaceBefore = ",.;:)";

    /// <summary>Each piece with whether a space belongs before it: always, except where one is written or punctuation follows.</summary>
    public static IEnumerable<(Inline Run, bool SpaceBefore)> Of(ImmutableArray<Inline> runs)
    {
        var previous = "";
        foreach (var run in runs)
        {
            if (run.Value.Length == 0) continue;
            var joins = previous.Length == 0 || previous[^1] is ' ' or '(' || run.Value[0] == ' ' || NoSpaceBefore.Contains(run.Value[0], StringComparison.Ordinal);
            yield return (run, !joins);
            previous = run.Value;
        }
    }

    /// <summary>The shape that stands beside a word, so that colour is never needed.</summary>
    public static string Shape(Tone tone) => tone switch
    {
        Tone.Good => "✓",
        Tone.Bad => "✗",
        Tone.Caution => "!",
        Tone.Unknown => "?",
        Tone.Muted => "–",
        _ => "•",
    };

    /// <summary>The parts of a digest as they are shown: <c>sha256:</c>, then groups of eight. Anything else is one part.</summary>
    public static IEnumerable<string> Groups(string hash)
    {
        var colon = hash.IndexOf(':', StringComparison.Ordinal) + 1;
        var hex = hash.AsSpan(colon);
        if (hex.Length == 0 || hex.IndexOfAnyExcept("0123456789abcdefABCDEF") >= 0) return [hash];
        var groups = new List<string>();
        if (colon > 0) groups.Add(hash[..colon]);
        for (var at = colon; at < hash.Length; at += 8) groups.Add(hash[at..Math.Min(hash.Length, at + 8)]);
        return groups;
    }
}
