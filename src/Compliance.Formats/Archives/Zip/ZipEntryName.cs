using System.Buffers;

namespace Compliance.Formats.Archives.Zip;

/// <summary>
/// The names that entries of our archives may have: relative, <c>/</c>-separated, of characters that every file system, checksum list and URI
/// takes as they are. A name that passes is safe to extract on any platform.
/// </summary>
public static class ZipEntryName
{
    /// <summary>Bytes, which are characters here.</summary>
    public const int MaxLength = 180;

    /// <summary>Segments, the file's own included.</summary>
    public const int MaxDepth = 12;

    private static readonly SearchValues<char> Allowed = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._/@+-");

    public static bool IsAllowed(string name) => Problem(name) is null;

    /// <summary>Why the name is refused, a phrase; null when it is allowed.</summary>
    public static string? Problem(string name)
    {
        if (name.Length == 0) return "empty";
        if (name.Length > MaxLength) return "longer than 180 bytes";
        if (name.AsSpan().IndexOfAnyExcept(Allowed) >= 0) return "has a character outside [A-Za-z0-9._/@+-]";
        if (name[0] == '/') return "starts at the root";
        var segments = name.Split('/');
        if (segments.Length > MaxDepth) return "deeper than 12";
        foreach (var segment in segments)
        {
            if (segment.Length == 0) return "has an empty segment";
            if (segment is "." or "..") return "has a dot segment";
            if (segment[^1] == '.') return "has a segment that ends with a dot";
            if (IsDevice(segment)) return "has a segment that Windows takes for a device";
        }

        return null;
    }

    /// <summary>Two names that fold to the same text collide on file systems that ignore case.</summary>
    public static string Fold(string name) => name.ToLowerInvariant();

    private static bool IsDevice(string segment)
    {
        var dot = segment.IndexOf('.', StringComparison.Ordinal);
        var stem = (dot < 0 ? segment : segment[..dot]).ToUpperInvariant();
        return stem is "CON" or "PRN" or "AUX" or "NUL"
            || (stem.Length == 4 && (stem.StartsWith("COM", StringComparison.Ordinal) || stem.StartsWith("LPT", StringComparison.Ordinal)) && char.IsAsciiDigit(stem[3]));
    }
}
