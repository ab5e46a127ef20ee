using System.Collections.Frozen;

namespace Compliance.Policy.Cel.Syntax;

/// <summary>Cuts the source into tokens, one at a time. After the first defect everything is the end.</summary>
internal sealed partial class Lexer(SourceText source)
{
    private static readonly FrozenSet<string> ReservedWords = new[]
    {
        "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop", "package", "namespace", "return", "var", "void", "while",
    }.ToFrozenSet(StringComparer.Ordinal);

    private readonly string text = source.Text;
    private int at;

    public Token Next()
    {
        SkipBlanks();
        if (source.HasDefects || at >= text.Length) return new Token(TokenKind.End, text.Length, text.Length);
        var start = at;
        var unit = text[at];
        if (char.IsAsciiLetter(unit) || unit == '_') return Word(start);
        if (char.IsAsciiDigit(unit) || (unit == '.' && char.IsAsciiDigit(Peek(1)))) return Number(start);
        if (unit is '"' or '\'') return Quoted(start, isRaw: false, isBytes: false);
        if (unit == '`') return FieldName(start);
        return Symbol(start);
    }

    private char Peek(int ahead) => at + ahead < text.Length ? text[at + ahead] : '\0';

    private void SkipBlanks()
    {
        while (at < text.Length)
        {
            if (text[at] is ' ' or '\t' or '\n' or '\r' or '\f')
            {
                at++;
            }
            else if (text[at] == '/' && Peek(1) == '/')
            {
                while (at < text.Length && text[at] != '\n') at++;
            }
            else
            {
                return;
            }
        }
    }

    private Token Word(int start)
    {
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == '_')) at++;
        var word = text.AsSpan(start, at - start);
        if (Peek(0) is '"' or '\'' && word.Length <= 2)
        {
            switch (word)
            {
                case "r" or "R":
                    return Quoted(start, isRaw: true, isBytes: false);
                case "b" or "B":
                    return Quoted(start, isRaw: false, isBytes: true);
                case "rb" or "rB" or "Rb" or "RB" or "br" or "bR" or "Br" or "BR":
                    return Quoted(start, isRaw: true, isBytes: true);
            }
        }

        return word switch
        {
            "true" => new Token(TokenKind.Literal, start, at, CelValue.True),
            "false" => new Token(TokenKind.Literal, start, at, CelValue.False),
            "null" => new Token(TokenKind.Literal, start, at, CelValue.Null),
            "in" => new Token(TokenKind.In, start, at),
            _ => Named(start, word.ToString()),
        };
    }

    private Token Named(int start, string word) =>
        new(ReservedWords.Contains(word) ? TokenKind.Reserved : TokenKind.Identifier, start, at, Text: word);

    private Token FieldName(int start)
    {
        at++;
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '_' or '.' or '-' or '/' or ' ')) at++;
        if (Peek(0) != '`' || at == start + 1) return Fail(at, "a back-quoted field name has letters, digits, '_', '.', '-', '/' and blanks");
        at++;
        return new Token(TokenKind.Quoted, start, at, Text: text[(start + 1)..(at - 1)]);
    }

    private Token Symbol(int start)
    {
        var two = text.AsSpan(at, Math.Min(2, text.Length - at));
        var kind = two switch
        {
            "<=" => TokenKind.LessEqual,
            ">=" => TokenKind.GreaterEqual,
            "==" => TokenKind.Equal,
            "!=" => TokenKind.NotEqual,
            "&&" => TokenKind.And,
            "||" => TokenKind.Or,
            _ => TokenKind.End,
        };
        at += kind == TokenKind.End ? 1 : 2;
        if (kind == TokenKind.End) kind = Single(text[start]);
        return kind == TokenKind.End ? Fail(start, Unexpected(text[start])) : new Token(kind, start, at);
    }

    private static TokenKind Single(char unit) => unit switch
    {
        '.' => TokenKind.Dot,
        ',' => TokenKind.Comma,
        ':' => TokenKind.Colon,
        '?' => TokenKind.Question,
        '(' => TokenKind.OpenParenthesis,
        ')' => TokenKind.CloseParenthesis,
        '[' => TokenKind.OpenBracket,
        ']' => TokenKind.CloseBracket,
        '{' => TokenKind.OpenBrace,
        '}' => TokenKind.CloseBrace,
        '+' => TokenKind.Plus,
        '-' => TokenKind.Minus,
        '*' => TokenKind.Star,
        '/' => TokenKind.Slash,
        '%' => TokenKind.Percent,
        '!' => TokenKind.Not,
        '<' => TokenKind.Less,
        '>' => TokenKind.Greater,
        _ => TokenKind.End,
    };

    private static string Unexpected(char unit) => unit switch
    {
        '=' => "'=' alone: comparison is '=='",
        '&' => "'&' alone: and is '&&'",
        '|' => "'|' alone: or is '||'",
        _ => $"unexpected character {Functions.QuotedText.Of(unit.ToString())}",
    };

    private Token Fail(int offset, string message, bool isLiteral = false)
    {
        source.Report(isLiteral ? CelDiagnostics.Literal : CelDiagnostics.Syntax, offset, message);
        at = text.Length;
        return new Token(TokenKind.End, text.Length, text.Length);
    }
}
