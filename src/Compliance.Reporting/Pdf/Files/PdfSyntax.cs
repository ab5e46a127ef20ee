using System.Globalization;
using System.Text;

namespace Compliance.Reporting.Pdf.Files;

/// <summary>How values are written in a PDF file (ISO 32000-1:2008 section 7.3).</summary>
internal static class PdfSyntax
{
    /// <summary>At most two digits after the point, none where none are needed.</summary>
    public static string Number(double value)
    {
        var text = Math.Round(value, 2, MidpointRounding.AwayFromZero).ToString("0.##", CultureInfo.InvariantCulture);
        return text == "-0" ? "0" : text;
    }

    /// <summary>The same at the end of a text.</summary>
    public static StringBuilder AppendNumber(this StringBuilder text, double value)
    {
        Span<char> digits = stackalloc char[32];
        var rounded = Math.Round(value, 2, MidpointRounding.AwayFromZero);
        return rounded.TryFormat(digits, out var length, "0.##", CultureInfo.InvariantCulture) && !digits[..length].SequenceEqual("-0") ? text.Append(digits[..length]) : text.Append(Number(value));
    }

    /// <summary>A text string, UTF-16BE with byte order mark, in hexadecimal.</summary>
    public static string Text(string text) => $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";

    /// <summary>A date (section 7.9.4), UTC.</summary>
    public static string Date(DateTimeOffset time) => $"(D:{time.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)}Z)";

    public static string Reference(int number) => $"{number.ToString(CultureInfo.InvariantCulture)} 0 R";

    /// <summary>A name; bytes outside the regular characters become <c>#hex</c>.</summary>
    public static string Name(string name)
    {
        var text = new StringBuilder("/");
        foreach (var octet in Encoding.UTF8.GetBytes(name))
        {
            if (char.IsAsciiLetterOrDigit((char)octet) || octet is (byte)'-' or (byte)'_' or (byte)'.' or (byte)'+') text.Append((char)octet);
            else text.Append(CultureInfo.InvariantCulture, $"#{octet:X2}");
        }

        return text.ToString();
    }
}
