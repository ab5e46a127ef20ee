using System.Text;
using Compliance.Formats.CryptoModules.Elf;

namespace Compliance.Pipeline.Reproduce;

/// <summary>Names what made two builds' bytes differ: by what is known of the conditions of each, then by the shape of the difference.</summary>
internal sealed class CauseFinder(BuildConditions? first, BuildConditions? second)
{
    private const int Near = 24;

    public string OfContent(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        if (Holds(one, first?.Folder) && Holds(other, second?.Folder)) return "build path";
        if (Holds(one, first?.HostName) && Holds(other, second?.HostName)) return "host name";
        if (Holds(one, first?.TimeZone) && Holds(other, second?.TimeZone)) return "time zone";
        if (AreWords(one, other, first?.Locale, second?.Locale)) return "locale";
        if (AreWords(one, other, first?.Processors.ToString(System.Globalization.CultureInfo.InvariantCulture), second?.Processors.ToString(System.Globalization.CultureInfo.InvariantCulture))) return "count of processors";
        if (IsReordered(one, other)) return first?.Locale == second?.Locale ? "order" : "order (of a folder's listing, or by locale)";
        if (one.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]) && other.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]) && one.Length > 8 && other.Length > 8 && !one[4..8].SequenceEqual(other[4..8])) return "clock (time in a gzip header)";
        if (IsBuildId(one, other)) return "build id of an ELF file: the linker saw other bytes (paths, order or flags)";
        if (IsClock(one, other)) return "clock";
        if (IsUser(one, other)) return "user id";
        return one.Length == other.Length ? "random or unordered bytes" : "unknown";
    }

    /// <param name="one">Seconds since 1970-01-01 UTC.</param>
    public static string OfTime(long one, long other) => Math.Abs(one - other) < 14 * 3600 && (one - other) % 900 == 0 ? "time zone or clock" : "clock";

    private static bool Holds(ReadOnlySpan<byte> bytes, string? text) => !string.IsNullOrEmpty(text) && bytes.IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;

    /// <summary>Whether the words in which the texts first differ are these two.</summary>
    private static bool AreWords(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other, string? left, string? right)
    {
        if (left is null || right is null || left == right) return false;
        var at = one.CommonPrefixLength(other);
        return Word(one, at) == left && Word(other, at) == right;

        static string Word(ReadOnlySpan<byte> bytes, int at)
        {
            const string Ends = " \t\r\n\0=:,;\"'()[]{}<>";
            var text = Encoding.Latin1.GetString(bytes[Math.Max(0, at - Near)..Math.Min(bytes.Length, at + Near)]);
            var from = Math.Min(at, Near);
            var (begin, end) = (from == 0 ? -1 : text.LastIndexOfAny(Ends.ToCharArray(), from - 1), text.IndexOfAny(Ends.ToCharArray(), Math.Min(from, text.Length)));
            return text[(begin + 1)..(end < 0 ? text.Length : end)];
        }
    }

    private static bool IsReordered(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        if (one.Length != other.Length || one.Length > 1 << 20 || one.Contains((byte)0)) return false;
        return Lines(one).SequenceEqual(Lines(other), StringComparer.Ordinal);

        static IEnumerable<string> Lines(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes).Split('\n', ' ').Order(StringComparer.Ordinal).ToList();
    }

    private static bool IsBuildId(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        if (!one.StartsWith("\u007fELF"u8) || one.Length != other.Length) return false;
        var (a, b) = (IdOf(one), IdOf(other));
        return a.Length > 0 && b.Length > 0 && a != b;

        static string IdOf(ReadOnlySpan<byte> bytes) => ElfReader.Read(bytes.ToArray(), "file").TryGet(out var elf) ? elf.BuildId : "";
    }

    /// <summary>Where they first differ, both have digits that make a date, a time or seconds since 1970.</summary>
    private static bool IsClock(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        var at = one.CommonPrefixLength(other);
        return HasTime(Around(one, at)) && HasTime(Around(other, at));

        static string Around(ReadOnlySpan<byte> bytes, int at) => Encoding.Latin1.GetString(bytes[Math.Max(0, at - Near)..Math.Min(bytes.Length, at + Near)]);
        static bool HasTime(string text) => System.Text.RegularExpressions.Regex.IsMatch(text, @"\d\d:\d\d|\b(19|20)\d\d[-/. ]?\d\d|\b1[6-9]\d{8}|\b2\d{9}|(Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b|\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b", System.Text.RegularExpressions.RegexOptions.NonBacktracking | System.Text.RegularExpressions.RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
    }

    private bool IsUser(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other) =>
        first is not null && second is not null
        && Holds(one, first.UserId.ToString(System.Globalization.CultureInfo.InvariantCulture)) && Holds(other, second.UserId.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
