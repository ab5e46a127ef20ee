using System.Text;
using Compliance.Formats.CryptoModules.Elf;

namespace Compliance.Formats.CryptoModules;

/// <summary>Finds NUL-terminated ASCII strings in the data of a program. Linear in the data; at most <see cref="MaxFound"/> hits a search.</summary>
internal static class EmbeddedText
{
    public const int MaxFound = 64;

    /// <summary>Longer strings are not texts that a module identifies itself by.</summary>
    public const int MaxTextBytes = 512;

    /// <summary>Strings that begin with the given text, anywhere in the data, as far as they are printable.</summary>
    public static IEnumerable<string> StartingWith(ElfFile file, byte[] start)
    {
        var found = 0;
        foreach (var region in file.Data())
        {
            for (var at = 0; at < region.Length && found < MaxFound;)
            {
                var hit = region.Span[at..].IndexOf(start);
                if (hit < 0) break;
                at += hit;
                found++;
                yield return After(region.Span, at);
                at += start.Length;
            }
        }
    }

    /// <summary>Whether the data holds these bytes.</summary>
    public static bool Holds(ElfFile file, ReadOnlySpan<byte> bytes)
    {
        foreach (var region in file.Data())
        {
            if (region.Span.IndexOf(bytes) >= 0) return true;
        }

        return false;
    }

    /// <summary>The printable ASCII text at an offset, up to the first byte that is not printable.</summary>
    public static string After(ReadOnlySpan<byte> bytes, int at)
    {
        var text = bytes[at..];
        if (text.Length > MaxTextBytes) text = text[..MaxTextBytes];
        var end = text.IndexOfAnyExceptInRange((byte)0x20, (byte)0x7e);
        return Encoding.ASCII.GetString(end < 0 ? text : text[..end]);
    }

    /// <summary>The printable ASCII text that ends before an offset; empty when the byte before is not printable.</summary>
    public static string Before(ReadOnlySpan<byte> bytes, int at)
    {
        var text = bytes[Math.Max(0, at - MaxTextBytes)..at];
        var start = text.LastIndexOfAnyExceptInRange((byte)0x20, (byte)0x7e);
        return Encoding.ASCII.GetString(text[(start + 1)..]);
    }
}
