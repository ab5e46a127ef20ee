using System.Text;

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

    /// <summary>The same of UTF-8 bytes; the text is made once. Bytes that are no UTF-8 become U+FFFD.</summary>
    public static string? Normalize(ReadOnlySpan<byte> path)
    {
        var plain = path.StartsWith("./"u8) ? path[2..] : path.TrimStart((byte)'/');
        plain = plain.TrimEnd((byte)'/');
        if (plain.IsEmpty || plain.SequenceEqual("."u8)) return "";
        if (plain.Contains((byte)0)) return null;
        foreach (var range in plain.Split((byte)'/'))
        {
            if (plain[range] is [] or [(byte)'.'] or [(byte)'.', (byte)'.']) return null;
        }

        return Encoding.UTF8.GetString(plain);
    }
}
