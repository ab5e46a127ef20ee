using System.Text;
using Compliance.Formats.CryptoModules.Scanning;

namespace Compliance.Formats.CryptoModules.Libraries;

/// <summary>
/// A hidden file <c>.libX.so.N.hmac</c> beside a library: the value as hexadecimal, or GnuTLS's form with a section a library. The key is in the library
/// that checks it; without it there the value is not recomputed.
/// </summary>
internal static class IntegrityFile
{
    private const int MaxBytes = 16 << 10;

    /// <summary>Keys that libraries are known to use: OpenSSL 1.x and GnuTLS of the Red Hat family, libgcrypt.</summary>
    private static readonly byte[][] Keys = ["orboDeJITITejsirpADONivirpUkvarP"u8.ToArray(), "What am I, a doctor or a moonshine runner?"u8.ToArray()];

    /// <summary>The module, judged by the file beside it once its place is known; unchanged when there is none.</summary>
    public static FoundModule For(FoundModule module, ModuleSubject subject)
    {
        var (soname, key) = (subject.Elf.Dynamic.Soname, Keys.FirstOrDefault(candidate => EmbeddedText.Holds(subject.Elf, candidate)));
        return module with { WantsBytes = true, Complete = (found, place) => Complete(found, place, soname, key) };
    }

    private static FoundModule Complete(FoundModule module, ModulePlace place, string soname, byte[]? key)
    {
        var file = place.Beside($".{place.FileName}.hmac") ?? (soname.Length > 0 ? place.Beside($".{soname}.hmac") : null);
        if (file is not { } bytes) return module;
        if (Value(bytes, place.FileName, soname) is not { } value)
        {
            return module with { Integrity = "not-checkable", IntegrityDetail = "the .hmac file beside it has no value of 32 bytes for it" };
        }

        return key is null || place.Bytes is not { } whole
            ? module with { Integrity = "unknown", IntegrityDetail = "there is an .hmac file beside it, and the key that it is made with is not known" }
            : module with { Integrity = "unknown", Recipe = new IntegrityRecipe(whole, key, [IntegrityPart.Range(0, whole.Length)], value, "the value of the .hmac file") };
    }

    private static byte[]? Value(ReadOnlyMemory<byte> bytes, string fileName, string soname)
    {
        if (bytes.Length > MaxBytes) return null;
        var section = "";
        foreach (var raw in Encoding.ASCII.GetString(bytes.Span).Split('\n'))
        {
            var line = raw.Trim();
            if (line.StartsWith('[') && line.EndsWith(']')) section = line[1..^1];
            else if (section.Length == 0 && Hex(line) is { } bare) return bare;
            else if ((section == fileName || section == soname) && line.StartsWith("hmac", StringComparison.Ordinal) && line.IndexOf('=', StringComparison.Ordinal) is var at and > 0 && Hex(line[(at + 1)..].Trim()) is { } named) return named;
        }

        return null;
    }

    private static byte[]? Hex(string text)
    {
        if (text.Length != 64) return null;
        foreach (var character in text)
        {
            if (!char.IsAsciiHexDigit(character)) return null;
        }

        return Convert.FromHexString(text);
    }
}
