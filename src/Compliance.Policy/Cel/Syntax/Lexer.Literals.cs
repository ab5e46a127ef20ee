using System.Globalization;
using System.Text;

namespace Compliance.Policy.Cel.Syntax;

/// <summary>Numbers and quoted literals.</summary>
internal sealed partial class Lexer
{
    private Token Number(int start)
    {
        if (text[at] == '0' && Peek(1) is 'x' or 'X') return Hexadecimal(start);
        while (char.IsAsciiDigit(Peek(0))) at++;
        var isDouble = false;
        if (Peek(0) == '.' && char.IsAsciiDigit(Peek(1)))
        {
            isDouble = true;
            at++;
            while (char.IsAsciiDigit(Peek(0))) at++;
        }

        if (Peek(0) is 'e' or 'E')
        {
            var digits = Peek(1) is '+' or '-' ? 2 : 1;
            if (!char.IsAsciiDigit(Peek(digits))) return Fail(at, "an exponent needs digits", isLiteral: true);
            isDouble = true;
            at += digits;
            while (char.IsAsciiDigit(Peek(0))) at++;
        }

        var digitsOnly = text.AsSpan(start, at - start);
        if (isDouble)
        {
            return double.TryParse(digitsOnly, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
                ? Ended(start, CelValue.Double(number))
                : Fail(start, "double out of range", isLiteral: true);
        }

        return Whole(start, ulong.TryParse(digitsOnly, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) ? whole : null);
    }

    private Token Hexadecimal(int start)
    {
        at += 2;
        while (char.IsAsciiHexDigit(Peek(0))) at++;
        var digits = text.AsSpan(start + 2, at - start - 2);
        if (digits.IsEmpty) return Fail(at, "hexadecimal digits expected", isLiteral: true);
        return Whole(start, ulong.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var whole) ? whole : null);
    }

    private Token Whole(int start, ulong? number)
    {
        if (Peek(0) is 'u' or 'U')
        {
            at++;
            return number is { } known ? Ended(start, CelValue.Uint(known)) : Fail(start, "unsigned integer out of range (64 bits)", isLiteral: true);
        }

        // The smallest integer is written as minus 2^63: the parser, which sees the sign, takes 2^63 only behind one.
        return number is <= 1UL << 63 ? Ended(start, CelValue.Int((long)number.Value)) : Fail(start, "integer out of range (64 bits)", isLiteral: true);
    }

    private Token Ended(int start, CelValue value) => char.IsAsciiLetterOrDigit(Peek(0)) || Peek(0) == '_'
        ? Fail(at, "malformed number", isLiteral: true)
        : new Token(TokenKind.Number, start, at, value);

    private Token Quoted(int start, bool isRaw, bool isBytes)
    {
        var quote = text[at];
        var isTriple = Peek(1) == quote && Peek(2) == quote;
        at += isTriple ? 3 : 1;
        var content = isBytes ? null : new StringBuilder();
        var bytes = isBytes ? new List<byte>() : null;
        while (true)
        {
            if (at >= text.Length) return Fail(start, "the literal is not closed", isLiteral: true);
            var unit = text[at];
            if (unit == quote && (!isTriple || (Peek(1) == quote && Peek(2) == quote)))
            {
                at += isTriple ? 3 : 1;
                var value = bytes is null ? CelValue.String(content!.ToString()) : CelValue.Bytes([.. bytes]);
                return new Token(TokenKind.Literal, start, at, value);
            }

            if (!isTriple && unit is '\n' or '\r') return Fail(at, "a line break inside quotes: use three quotes or \\n", isLiteral: true);
            if (unit == '\\' && !isRaw)
            {
                if (!Escape(content, bytes)) return new Token(TokenKind.End, text.Length, text.Length);
            }
            else if (!Plain(content, bytes))
            {
                return Fail(at, "half a surrogate pair", isLiteral: true);
            }
        }
    }

    private bool Plain(StringBuilder? content, List<byte>? bytes)
    {
        if (!Rune.TryGetRuneAt(text, at, out var rune)) return false;
        Add(rune, content, bytes);
        at += rune.Utf16SequenceLength;
        return true;
    }

    private static void Add(Rune rune, StringBuilder? content, List<byte>? bytes)
    {
        if (bytes is null)
        {
            content!.Append(rune.ToString());
            return;
        }

        Span<byte> encoded = stackalloc byte[4];
        bytes.AddRange(encoded[..rune.EncodeToUtf8(encoded)]);
    }

    private bool Escape(StringBuilder? content, List<byte>? bytes)
    {
        var start = at;
        var letter = Peek(1);
        at += 2;
        int? simple = letter switch
        {
            'a' => 7,
            'b' => 8,
            'f' => 12,
            'n' => 10,
            'r' => 13,
            't' => 9,
            'v' => 11,
            '\\' or '?' or '"' or '\'' or '`' => letter,
            _ => null,
        };
        if (simple is { } known)
        {
            Add(new Rune(known), content, bytes);
            return true;
        }

        return letter switch
        {
            'x' or 'X' => Numbered(start, 2, NumberStyles.AllowHexSpecifier, content, bytes, isByte: true),
            'u' when bytes is null => Numbered(start, 4, NumberStyles.AllowHexSpecifier, content, bytes, isByte: false),
            'U' when bytes is null => Numbered(start, 8, NumberStyles.AllowHexSpecifier, content, bytes, isByte: false),
            >= '0' and <= '3' => Octal(start, content, bytes),
            _ => Refuse(start, bytes is not null && letter is 'u' or 'U' ? "bytes take no \\u: write \\x" : "unknown escape"),
        };
    }

    private bool Octal(int start, StringBuilder? content, List<byte>? bytes)
    {
        if (Peek(0) is < '0' or > '7' || Peek(1) is < '0' or > '7') return Refuse(start, "an octal escape has three digits");
        var value = ((text[at - 1] - '0') * 64) + ((text[at] - '0') * 8) + (text[at + 1] - '0');
        at += 2;
        return Put(start, value, content, bytes, isByte: true);
    }

    private bool Numbered(int start, int digits, NumberStyles style, StringBuilder? content, List<byte>? bytes, bool isByte)
    {
        if (at + digits > text.Length || !uint.TryParse(text.AsSpan(at, digits), style, CultureInfo.InvariantCulture, out var value) || value > 0x10FFFF)
        {
            return Refuse(start, "malformed escape");
        }

        at += digits;
        return Put(start, (int)value, content, bytes, isByte);
    }

    private bool Put(int start, int value, StringBuilder? content, List<byte>? bytes, bool isByte)
    {
        if (isByte && bytes is not null)
        {
            bytes.Add((byte)value);
            return true;
        }

        if (!Rune.IsValid(value)) return Refuse(start, "the escape is not a Unicode code point");
        Add(new Rune(value), content, bytes);
        return true;
    }

    private bool Refuse(int offset, string message)
    {
        Fail(offset, message, isLiteral: true);
        return false;
    }
}
