using System.Collections.Frozen;
using System.Globalization;

namespace Compliance.Policy.Cel.Functions;

/// <summary>Escapes and classes.</summary>
internal sealed partial class PatternReader
{
    private static readonly FrozenDictionary<string, (int From, int To)[]> PosixClasses = new Dictionary<string, (int From, int To)[]>(StringComparer.Ordinal)
    {
        ["alnum"] = [('0', '9'), ('A', 'Z'), ('a', 'z')],
        ["alpha"] = [('A', 'Z'), ('a', 'z')],
        ["ascii"] = [(0, 127)],
        ["blank"] = [('\t', '\t'), (' ', ' ')],
        ["cntrl"] = [(0, 31), (127, 127)],
        ["digit"] = [('0', '9')],
        ["graph"] = [('!', '~')],
        ["lower"] = [('a', 'z')],
        ["print"] = [(' ', '~')],
        ["punct"] = [('!', '/'), (':', '@'), ('[', '`'), ('{', '~')],
        ["space"] = [('\t', '\r'), (' ', ' ')],
        ["upper"] = [('A', 'Z')],
        ["word"] = [('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')],
        ["xdigit"] = [('0', '9'), ('A', 'F'), ('a', 'f')],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private PatternNode Escape()
    {
        if (at >= text.Length) return Refuse("a backslash at the end");
        PatternAssertion? assertion = Peek() switch
        {
            'A' => PatternAssertion.TextStart,
            'z' => PatternAssertion.TextEnd,
            'b' => PatternAssertion.WordBoundary,
            'B' => PatternAssertion.NotWordBoundary,
            _ => null,
        };
        if (assertion is { } kind)
        {
            at++;
            return new PatternNode.Assert(kind);
        }

        if (Peek() == 'Q') return Quotation();
        var set = new RuneSet();
        if (Shorthand(set)) return new PatternNode.Set(set);
        return EscapedCodePoint() is { } codePoint ? Single(codePoint) : Refuse("an escape that is not in RE2");
    }

    private PatternNode.Sequence Quotation()
    {
        at++;
        var end = text.IndexOf("\\E", at, StringComparison.Ordinal);
        var parts = new List<PatternNode>();
        while (at < (end < 0 ? text.Length : end)) parts.Add(Single(CodePoint()));
        if (end >= 0) at = end + 2;
        return new PatternNode.Sequence(parts);
    }

    /// <summary>Adds \d \s \w, their negations and \p{…}; false leaves the position alone.</summary>
    private bool Shorthand(RuneSet set)
    {
        var letter = Peek();
        (int, int)[]? ranges = char.ToLowerInvariant(letter) switch
        {
            'd' => PosixClasses["digit"],
            'w' => PosixClasses["word"],
            's' => [('\t', '\n'), ('\f', '\r'), (' ', ' ')],
            _ => null,
        };
        if (ranges is not null)
        {
            at++;
            AddRanges(set, ranges, char.IsAsciiLetterUpper(letter));
            return true;
        }

        if (letter is not ('p' or 'P')) return false;
        at++;
        Category(set, isNegated: letter == 'P');
        return true;
    }

    private static void AddRanges(RuneSet set, (int From, int To)[] ranges, bool isNegated)
    {
        if (isNegated)
        {
            set.AddOutside(ranges);
            return;
        }

        foreach (var (from, to) in ranges) set.Add(from, to);
    }

    private void Category(RuneSet set, bool isNegated)
    {
        if (at >= text.Length)
        {
            Refuse("\\p needs a class");
            return;
        }

        var name = text[at++].ToString();
        if (name == "{")
        {
            var close = text.IndexOf('}', at);
            if (close < 0)
            {
                Refuse("\\p{ is not closed");
                return;
            }

            name = text[at..close];
            at = close + 1;
        }

        if (name.StartsWith('^'))
        {
            isNegated = !isNegated;
            name = name[1..];
        }

        var mask = CategoryMask(name);
        if (mask == 0) Refuse("a Unicode class other than a general category (scripts are not supported)");
        set.Add(isNegated ? ~mask : mask);
    }

    private static uint CategoryMask(string name)
    {
        const string Codes = "LuLlLtLmLoMnMcMeNdNlNoZsZlZpCcCfCsCoPcPdPsPePiPfPoSmScSkSoCn";
        if (name == "Any") return uint.MaxValue;
        var mask = 0u;
        for (var i = 0; i < Codes.Length; i += 2)
        {
            if (name.Length is 1 or 2 && Codes.AsSpan(i, name.Length).SequenceEqual(name)) mask |= 1u << (i / 2);
        }

        return mask;
    }

    private int? EscapedCodePoint()
    {
        var letter = Peek();
        int? simple = letter switch
        {
            'a' => 7,
            'f' => 12,
            'n' => 10,
            'r' => 13,
            't' => 9,
            'v' => 11,
            _ => char.IsAscii(letter) && (char.IsPunctuation(letter) || char.IsSymbol(letter)) ? letter : null,
        };
        if (simple is not null)
        {
            at++;
            return simple;
        }

        if (letter == 'x') return Hexadecimal();
        if (letter == '0' || (letter is >= '1' and <= '7' && Peek(1) is >= '0' and <= '7')) return Octal();
        return null;
    }

    private int? Hexadecimal()
    {
        at++;
        var isBraced = Accept('{');
        var start = at;
        while (at < text.Length && char.IsAsciiHexDigit(text[at]) && at - start < (isBraced ? 6 : 2)) at++;
        if (at == start || (!isBraced && at - start != 2) || (isBraced && !Accept('}'))) return null;
        var digits = text.AsSpan(start, at - start - (isBraced ? 1 : 0));
        return int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) is var value && value <= RuneSet.Last ? value : null;
    }

    private int Octal()
    {
        var value = 0;
        for (var i = 0; i < 3 && Peek() is >= '0' and <= '7'; i++) value = (value * 8) + (text[at++] - '0');
        return value;
    }

    private PatternNode Class()
    {
        var set = new RuneSet();
        var isNegated = Accept('^');
        var isFirst = true;
        while (!Ended && (Peek() != ']' || isFirst))
        {
            isFirst = false;
            if (!ClassItem(set)) return Refuse("a malformed class");
        }

        if (!Accept(']')) return Refuse("a class is not closed");
        set.FoldingCase(flags.HasFlag(PatternFlags.IgnoreCase));
        return new PatternNode.Set(isNegated ? set.Negated() : set);
    }

    private bool ClassItem(RuneSet set)
    {
        if (Peek() == '[' && Peek(1) == ':' && text.IndexOf(":]", at + 2, StringComparison.Ordinal) >= 0) return Posix(set);
        if (Peek() == '\\')
        {
            at++;
            if (Shorthand(set)) return true;
            at--;
        }

        if (ClassCodePoint() is not { } from) return false;
        if (Peek() != '-' || Peek(1) is ']' or '\0')
        {
            set.Add(from, from);
            return true;
        }

        at++;
        if (ClassCodePoint() is not { } to || to < from) return false;
        set.Add(from, to);
        return true;
    }

    private int? ClassCodePoint()
    {
        if (Ended) return null;
        return Accept('\\') ? EscapedCodePoint() : CodePoint();
    }

    private bool Posix(RuneSet set)
    {
        var close = text.IndexOf(":]", at + 2, StringComparison.Ordinal);
        var name = text[(at + 2)..close];
        var isNegated = name.StartsWith('^');
        if (!PosixClasses.TryGetValue(isNegated ? name[1..] : name, out var ranges)) return false;
        AddRanges(set, ranges, isNegated);
        at = close + 2;
        return true;
    }
}
