namespace Compliance.Formats.Sbom;

/// <summary>Words by which documents say that they do not state something. Not knowing and not telling are different answers.</summary>
public static class SbomWords
{
    private static readonly HashSet<string> Unknowns = new(StringComparer.OrdinalIgnoreCase) { "NOASSERTION", "unknown", "n/a", "not available", "unknown provenance" };

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> UnknownLookup = Unknowns.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly int LongestUnknown = Unknowns.Max(word => word.Length);

    private static readonly HashSet<string> Withholdings = new(StringComparer.OrdinalIgnoreCase) { "withheld", "redacted", "[redacted]", "confidential" };

    /// <summary>How documents that we write say what they don't know and the format has no word for: the start of a comment (SPDX), the name of a property (CycloneDX).</summary>
    internal const string UnknownComment = "unknown: ";

    /// <summary>Start of an SPDX 2 document's comment that names the elements whose lists are complete.</summary>
    internal const string CompleteComment = "complete lists: ";

    internal const string UnknownProperty = "compliance:unknown";

    public static bool IsUnknown(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var word = text.AsSpan().Trim();
        return word.Length <= LongestUnknown && UnknownLookup.Contains(word);
    }

    public static bool IsWithheld(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Withholdings.Contains(text.Trim());
    }
}
