using System.Collections.Immutable;

namespace Compliance.Formats.Sbom.Spdx;

/// <summary>The six words by which SPDX documents say when in the life of the software they were made.</summary>
internal static class SpdxContexts
{
    private static readonly ImmutableArray<string> Words = ["design", "source", "build", "analyzed", "deployed", "runtime"];

    /// <summary>Those that a creator comment has as a word of its own, in its order.</summary>
    public static ImmutableArray<string> In(string comment)
    {
        var words = comment.ToLowerInvariant().Split([' ', '\t', '\r', '\n', ',', '.', ';', ':', '(', ')', '"'], StringSplitOptions.RemoveEmptyEntries);
        return [.. words.Where(word => Words.Contains(word, StringComparer.Ordinal)).Distinct(StringComparer.Ordinal)];
    }
}
