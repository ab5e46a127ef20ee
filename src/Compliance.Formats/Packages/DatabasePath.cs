namespace Compliance.Formats.Packages;

/// <summary>Paths as package databases list them, brought to the form of an image's inventory.</summary>
public static class DatabasePath
{
    /// <summary>
    /// <paramref name="path"/> without leading <c>/</c> or <c>./</c> and trailing <c>/</c>; the root gives the empty text. Null when the path is
    /// not plain: empty or dot segments inside, or a NUL.
    /// </summary>
    public static string? Normalize(string path)
    {
        var plain = path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path.TrimStart('/');
        plain = plain.TrimEnd('/');
        if (plain is "" or ".") return "";
        if (plain.Contains('\0', StringComparison.Ordinal)) return null;
        foreach (var range in plain.AsSpan().Split('/'))
        {
            if (plain.AsSpan(range) is "" or "." or "..") return null;
        }

        return plain;
    }
}
