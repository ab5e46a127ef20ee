using System.Globalization;

namespace Compliance.Policy.Cel.Functions;

/// <summary>Timestamps as RFC 3339 and durations as decimal seconds or Go's units.</summary>
internal static class TimeText
{
    private const long NanosPerSecond = 1_000_000_000;

    /// <summary>With 0 to 9 digits of fraction, no more than needed.</summary>
    public static string OfTimestamp(CelTimestamp time) =>
        time.Utc.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture) + Fraction(time.Nanos) + "Z";

    public static string OfDuration(CelDuration duration)
    {
        var nanos = Int128.Abs(duration.TotalNanos);
        var sign = duration.TotalNanos < 0 ? "-" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{nanos / NanosPerSecond}{Fraction((int)(nanos % NanosPerSecond))}s");
    }

    /// <summary>RFC 3339; an error of kind invalid-argument for other text and overflow for a year outside 1 to 9999.</summary>
    public static CelValue ParseTimestamp(string text)
    {
        var at = 0;
        if (!Digits(text, ref at, 4, 9, out var year) || !Mark(text, ref at, '-') || !Digits(text, ref at, 2, 2, out var month) || !Mark(text, ref at, '-')
            || !Digits(text, ref at, 2, 2, out var day) || at >= text.Length || text[at] is not ('T' or 't'))
        {
            return Malformed(text);
        }

        at++;
        if (!Digits(text, ref at, 2, 2, out var hour) || !Mark(text, ref at, ':') || !Digits(text, ref at, 2, 2, out var minute) || !Mark(text, ref at, ':')
            || !Digits(text, ref at, 2, 2, out var second) || !Fractional(text, ref at, out var nanos) || !Offset(text, ref at, out var offset) || at != text.Length)
        {
            return Malformed(text);
        }

        if (month is < 1 or > 12 || day < 1 || hour > 23 || minute > 59 || second > 59) return Malformed(text);
        if (year is < 1 or > 9999) return CelValue.Error(CelErrorKind.Overflow, "timestamp out of range: years 1 to 9999");
        if (day > DateTime.DaysInMonth((int)year, (int)month)) return Malformed(text);
        var utc = new DateTime((int)year, (int)month, (int)day, (int)hour, (int)minute, (int)second, DateTimeKind.Utc);
        var seconds = ((utc - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerSecond) - offset;
        return CelTimestamp.Make(((Int128)seconds * NanosPerSecond) + nanos);
    }

    /// <summary>A sequence of decimal numbers with units h, m, s, ms, us, µs, ns, and one sign in front.</summary>
    public static CelValue ParseDuration(string text)
    {
        var at = text.StartsWith('-') || text.StartsWith('+') ? 1 : 0;
        if (text[at..] == "0") return CelDuration.Make(0);
        Int128 total = 0;
        var any = false;
        while (at < text.Length)
        {
            if (!Part(text, ref at, out var nanos)) return MalformedDuration(text);
            total += nanos;
            any = true;
            if (total > (Int128)CelDuration.MaxSeconds * 2 * NanosPerSecond) return CelDuration.Make(total);
        }

        return any ? CelDuration.Make(text.StartsWith('-') ? -total : total) : MalformedDuration(text);
    }

    private static bool Part(string text, ref int at, out Int128 nanos)
    {
        nanos = 0;
        var start = at;
        while (at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] == '.')) at++;
        var number = text.AsSpan(start, at - start);
        var unit = Unit(text, ref at);
        if (unit == 0 || number.Length is 0 or > 28 || number is "." || !decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)) return false;
        nanos = value > decimal.MaxValue / unit ? (Int128)CelDuration.MaxSeconds * 4 * NanosPerSecond : (Int128)decimal.Truncate(value * unit);
        return true;
    }

    private static long Unit(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && !char.IsAsciiDigit(text[at]) && text[at] != '.') at++;
        return text[start..at] switch
        {
            "h" => 3600 * NanosPerSecond,
            "m" => 60 * NanosPerSecond,
            "s" => NanosPerSecond,
            "ms" => 1_000_000,
            "us" or "µs" or "μs" => 1_000,
            "ns" => 1,
            _ => 0,
        };
    }

    private static bool Digits(string text, ref int at, int least, int most, out long number)
    {
        number = 0;
        var start = at;
        while (at < text.Length && at - start < most && char.IsAsciiDigit(text[at])) number = (number * 10) + (text[at++] - '0');
        return at - start >= least;
    }

    private static bool Mark(string text, ref int at, char mark)
    {
        if (at >= text.Length || text[at] != mark) return false;
        at++;
        return true;
    }

    private static bool Fractional(string text, ref int at, out long nanos)
    {
        nanos = 0;
        if (at >= text.Length || text[at] != '.') return true;
        at++;
        var start = at;
        if (!Digits(text, ref at, 1, 9, out nanos)) return false;
        for (var i = at - start; i < 9; i++) nanos *= 10;
        return at >= text.Length || !char.IsAsciiDigit(text[at]);
    }

    private static bool Offset(string text, ref int at, out long seconds)
    {
        seconds = 0;
        if (at >= text.Length) return false;
        var sign = text[at++];
        if (sign is 'Z' or 'z') return true;
        if (sign is not ('+' or '-') || !Digits(text, ref at, 2, 2, out var hours) || !Mark(text, ref at, ':') || !Digits(text, ref at, 2, 2, out var minutes)) return false;
        seconds = ((hours * 60) + minutes) * (sign == '-' ? -60 : 60);
        return hours < 24 && minutes < 60;
    }

    private static string Fraction(int nanos) =>
        nanos == 0 ? "" : "." + nanos.ToString("000000000", CultureInfo.InvariantCulture).TrimEnd('0');

    private static CelValue Malformed(string text) => CelValue.Error(CelErrorKind.InvalidArgument, $"not an RFC 3339 time: {QuotedText.Of(Cut(text))}");

    private static CelValue MalformedDuration(string text) => CelValue.Error(CelErrorKind.InvalidArgument, $"not a duration: {QuotedText.Of(Cut(text))}");

    private static string Cut(string text) => text.Length > 64 ? text[..64] + "…" : text;
}
