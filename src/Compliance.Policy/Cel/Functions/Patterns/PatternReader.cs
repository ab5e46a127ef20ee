using System.Globalization;

namespace Compliance.Policy.Cel.Functions;

/// <summary>Reads the syntax of RE2. What RE2 leaves out (back references, look-around, possessive repetition) is refused by name.</summary>
internal sealed partial class PatternReader
{
    private const int MaxDepth = 100;
    private const int MaxRepeat = 1000;
    private const int MaxLength = 8192;

    private readonly string text;
    private int at;
    private int depth;
    private string? refusal;
    private PatternFlags flags;

    private PatternReader(string text) => this.text = text;

    /// <summary>Null with the reason when the pattern is refused.</summary>
    public static Pattern? Read(string text, int maxStates, out string reason)
    {
        reason = "";
        if (text.Length > MaxLength)
        {
            reason = $"the pattern is longer than {MaxLength} characters";
            return null;
        }

        var reader = new PatternReader(text);
        var root = reader.Alternatives();
        if (reader.refusal is null && reader.at < text.Length) reader.Refuse("')' without '('");
        if (reader.refusal is null)
        {
            if (PatternBuilder.Build(root, maxStates) is { } pattern) return pattern;
            reader.refusal = $"the pattern needs more than {maxStates} states";
        }

        reason = $"pattern {QuotedText.Of(text.Length > 64 ? text[..64] + "…" : text)}: {reader.refusal}";
        return null;
    }

    private bool Ended => refusal is not null || at >= text.Length;

    private char Peek(int ahead = 0) => at + ahead < text.Length ? text[at + ahead] : '\0';

    private bool Accept(char wanted)
    {
        if (Ended || text[at] != wanted) return false;
        at++;
        return true;
    }

    private PatternNode Refuse(string reason)
    {
        refusal ??= string.Create(CultureInfo.InvariantCulture, $"{reason} (at {Math.Min(at, text.Length)})");
        return new PatternNode.Sequence([]);
    }

    private PatternNode Alternatives()
    {
        if (++depth > MaxDepth) return Refuse("nested too deeply");
        var branches = new List<PatternNode> { Sequence() };
        while (Accept('|')) branches.Add(Sequence());
        depth--;
        return branches.Count == 1 ? branches[0] : new PatternNode.Choice(branches);
    }

    private PatternNode.Sequence Sequence()
    {
        var parts = new List<PatternNode>();
        while (!Ended && Peek() is not ('|' or ')'))
        {
            var part = Atom();
            parts.Add(Repeated(part));
        }

        return new PatternNode.Sequence(parts);
    }

    private PatternNode Repeated(PatternNode body)
    {
        if (Bounds() is not var (least, most)) return body;
        Accept('?');
        if (!Ended && (Peek() is '*' or '+' or '?' || (Peek() == '{' && IsCounted()))) return Refuse("a repetition of a repetition");
        return new PatternNode.Repeat(body, least, most);
    }

    private (int Least, int Most)? Bounds()
    {
        if (Accept('*')) return (0, -1);
        if (Accept('+')) return (1, -1);
        if (Accept('?')) return (0, 1);
        if (Peek() != '{' || Ended || !IsCounted()) return null;
        at++;
        var least = Count();
        var most = least;
        if (Accept(',')) most = Peek() == '}' ? -1 : Count();
        at++;
        if (least > MaxRepeat || most > MaxRepeat || (most >= 0 && most < least)) Refuse($"a repetition count is over {MaxRepeat} or out of order");
        return (least, most);
    }

    /// <summary>Whether <c>{n}</c>, <c>{n,}</c> or <c>{n,m}</c> follows; another brace is a character.</summary>
    private bool IsCounted()
    {
        var i = at + 1;
        var digits = i;
        while (i < text.Length && char.IsAsciiDigit(text[i])) i++;
        if (i == digits) return false;
        if (i < text.Length && text[i] == ',') i++;
        while (i < text.Length && char.IsAsciiDigit(text[i])) i++;
        return i < text.Length && text[i] == '}';
    }

    private int Count()
    {
        var number = 0;
        while (char.IsAsciiDigit(Peek())) number = Math.Min(MaxRepeat + 1, (number * 10) + (text[at++] - '0'));
        return number;
    }

    private PatternNode Atom()
    {
        var unit = Peek();
        switch (unit)
        {
            case '(':
                at++;
                return Group();
            case '[':
                at++;
                return Class();
            case '.':
                at++;
                return new PatternNode.Set(flags.HasFlag(PatternFlags.DotMatchesNewline) ? RuneSet.Of((0, RuneSet.Last)) : RuneSet.Of(('\n', '\n')).Negated());
            case '^':
                at++;
                return new PatternNode.Assert(flags.HasFlag(PatternFlags.MultiLine) ? PatternAssertion.LineStart : PatternAssertion.TextStart);
            case '$':
                at++;
                return new PatternNode.Assert(flags.HasFlag(PatternFlags.MultiLine) ? PatternAssertion.LineEnd : PatternAssertion.TextEnd);
            case '*' or '+' or '?':
                return Refuse("nothing to repeat");
            case '\\':
                at++;
                return Escape();
            default:
                return Single(CodePoint());
        }
    }

    private int CodePoint()
    {
        if (at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]))
        {
            at += 2;
            return char.ConvertToUtf32(text[at - 2], text[at - 1]);
        }

        return text[at++];
    }

    private PatternNode.Set Single(int codePoint) =>
        new(RuneSet.Of((codePoint, codePoint)).FoldingCase(flags.HasFlag(PatternFlags.IgnoreCase)));

    private PatternNode Group()
    {
        var outer = flags;
        if (Accept('?'))
        {
            if (Peek() is '=' or '!' || (Peek() == '<' && Peek(1) is '=' or '!')) return Refuse("look-around is not in RE2");
            if (Peek() == '>') return Refuse("atomic groups are not in RE2");
            if (Peek() == '<' || (Peek() == 'P' && Peek(1) == '<'))
            {
                if (!GroupName()) return Refuse("a malformed group name");
            }
            else if (!Flags())
            {
                return Refuse("an unknown group");
            }
            else if (Peek(-1) == ')')
            {
                return new PatternNode.Sequence([]);
            }
        }

        var inner = Alternatives();
        if (!Accept(')')) return Refuse("a group is not closed");
        flags = outer;
        return inner;
    }

    private bool GroupName()
    {
        at = text.IndexOf('<', at) + 1;
        var start = at;
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == '_')) at++;
        return at > start && Accept('>');
    }

    /// <summary>Reads flags up to and with <c>:</c> or <c>)</c>.</summary>
    private bool Flags()
    {
        var isOff = false;
        while (at < text.Length)
        {
            var unit = text[at++];
            if (unit is ':' or ')') return true;
            var flag = unit switch
            {
                'i' => PatternFlags.IgnoreCase,
                'm' => PatternFlags.MultiLine,
                's' => PatternFlags.DotMatchesNewline,
                'U' => PatternFlags.None,
                '-' when !isOff => PatternFlags.None,
                _ => (PatternFlags?)null,
            };
            if (flag is null) return false;
            isOff |= unit == '-';
            flags = isOff ? flags & ~flag.Value : flags | flag.Value;
        }

        return false;
    }
}
