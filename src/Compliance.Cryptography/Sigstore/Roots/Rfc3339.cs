using System.Globalization;

namespace Compliance.Cryptography.Sigstore.Roots;

/// <summary>Times in JSON as protobuf writes them: RFC 3339 with up to nine digits of a second, of which seven are kept.</summary>
internal static class Rfc3339
{
    private const int TicksDigits = 7;
    private static readonly string[] Formats = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    public static bool TryParse(string text, out DateTimeOffset time)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        if (dot > 0)
        {
            var end = dot + 1;
            while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
            if (end - dot - 1 is > TicksDigits and <= 9) text = string.Concat(text.AsSpan(0, dot + 1 + TicksDigits), text.AsSpan(end));
        }

        return DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out time) && HasZone(text);
    }

    private static bool HasZone(string text) => text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > text.IndexOf('T', StringComparison.Ordinal);
}
