using System.Buffers;
using System.Text;

namespace Compliance.Formats.Packages.Urls;

/// <summary>Percent-encoding as package URLs want it (ECMA-427 section 5.4): letters, digits, <c>.-_~</c> and the colon stay.</summary>
internal static class PackageUrlEscapes
{
    private static readonly SearchValues<byte> Plain =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_~:"u8);

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static StringBuilder Append(StringBuilder text, string value)
    {
        foreach (var unit in Encoding.UTF8.GetBytes(value))
        {
            if (Plain.Contains(unit)) text.Append((char)unit);
            else text.Append('%').Append(Convert.ToHexString([unit]));
        }

        return text;
    }

    public static StringBuilder AppendPath(StringBuilder text, string path)
    {
        var isFirst = true;
        foreach (var segment in path.Split('/'))
        {
            if (!isFirst) text.Append('/');
            Append(text, segment);
            isFirst = false;
        }

        return text;
    }

    /// <summary>Null when an escape is not two hexadecimal digits or the bytes are not UTF-8.</summary>
    public static string? Decode(ReadOnlySpan<char> text)
    {
        if (text.IndexOf('%') < 0) return text.ToString();
        var bytes = new ArrayBufferWriter<byte>(text.Length);
        try
        {
            while (text.Length > 0)
            {
                var percent = text.IndexOf('%');
                if (percent != 0)
                {
                    var plain = percent < 0 ? text : text[..percent];
                    Utf8.GetBytes(plain, bytes);
                    text = text[plain.Length..];
                    continue;
                }

                if (text.Length < 3 || !char.IsAsciiHexDigit(text[1]) || !char.IsAsciiHexDigit(text[2])) return null;
                bytes.Write([Convert.FromHexString(text.Slice(1, 2))[0]]);
                text = text[3..];
            }

            return Utf8.GetString(bytes.WrittenSpan);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
