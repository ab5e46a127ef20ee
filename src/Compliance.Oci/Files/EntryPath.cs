namespace Compliance.Oci.Files;

/// <summary>The form that paths of entries have: relative, parted by single slashes, no <c>.</c>, <c>..</c> or NUL. Empty names the root itself.</summary>
internal static class EntryPath
{
    /// <summary>What is wrong with a path, or null.</summary>
    public static string? Problem(string path)
    {
        if (path.Length == 0) return null;
        if (path.Contains('\0', StringComparison.Ordinal)) return "a path with a NUL";
        foreach (var range in path.AsSpan().Split('/'))
        {
            if (path.AsSpan()[range] is "" or "." or "..") return "a path that is not in its plain form";
        }

        return null;
    }
}
