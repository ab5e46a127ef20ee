namespace Compliance.Formats.Sbom;

/// <summary>Words by which documents say that they do not state something. Not knowing and not telling are different answers.</summary>
public static class SbomWords
{
    private static readonly HashSet<string> Unknowns = new(StringComparer.OrdinalIgnoreCase) { "NOASSERTION", "unknown", "n/a", "not available", "unknown provenance" };

    private static readonly HashSet<string> Withholdings = new(StringComparer.OrdinalIgnoreCase) { "withheld", "redacted", "[redacted]", "confidential" };

    public static bool IsUnknown(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Unknowns.Contains(text.Trim());
    }

    public static bool IsWithheld(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Withholdings.Contains(text.Trim());
    }
}
