using System.Buffers;
using System.Text;

namespace Compliance.Formats.Reading.Json;

/// <summary>Strings as RFC 8785 section 3.2.2.2 wants them: the two-character escapes, <c>\u00xx</c> in lower case for other controls, all else as UTF-8.</summary>
internal static class CanonicalText
{
    private static readonly SearchValues<char> Escaped = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(code => (char)code), '"', '\\']);

    /// <summary>Texts up to here are written in one piece when nothing in them is escaped.</summary>
    private const int MaxWhole = 4096;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="ArgumentException">Half of a surrogate pair: RFC 8785 forbids to go on.</exception>
    public static void Write(IBufferWriter<byte> output, string text)
    {
        if (text.Length <= MaxWhole && !text.AsSpan().ContainsAny(Escaped))
        {
            // No UTF-16 unit takes more than three bytes of UTF-8.
            var whole = output.GetSpan((text.Length * 3) + 2);
            whole[0] = (byte)'"';
            var end = Utf8.GetBytes(text, whole[1..]) + 1;
            whole[end] = (byte)'"';
            output.Advance(end + 1);
            return;
        }

        output.Write("\""u8);
        var rest = text.AsSpan();
        for (var at = rest.IndexOfAny(Escaped); at >= 0; at = rest.IndexOfAny(Escaped))
        {
            Utf8.GetBytes(rest[..at], output);
            WriteEscape(output, rest[at]);
            rest = rest[(at + 1)..];
        }

        Utf8.GetBytes(rest, output);
        output.Write("\""u8);
    }

    private static void WriteEscape(IBufferWriter<byte> output, char character)
    {
        var escape = character switch
        {
            '"' => "\\\""u8,
            '\\' => "\\\\"u8,
            '\b' => "\\b"u8,
            '\t' => "\\t"u8,
            '\n' => "\\n"u8,
            '\f' => "\\f"u8,
            '\r' => "\\r"u8,
            _ => [],
        };
        if (escape.IsEmpty)
        {
            output.Write("\\u00"u8);
            output.Write([(byte)(character < 0x10 ? '0' : '1'), (byte)"0123456789abcdef"[character & 0xF]]);
        }
        else
        {
            output.Write(escape);
        }
    }
}
