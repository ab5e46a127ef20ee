namespace Compliance.Policy.Cel.Syntax;

internal enum TokenKind
{
    End,
    Literal,
    Number,
    Identifier,

    /// <summary>A word that can be a field or method and not a variable.</summary>
    Reserved,

    /// <summary>A back-quoted field name.</summary>
    Quoted,
    In,
    Dot,
    Comma,
    Colon,
    Question,
    OpenParenthesis,
    CloseParenthesis,
    OpenBracket,
    CloseBracket,
    OpenBrace,
    CloseBrace,
    Plus,
    Minus,
    Star,
    Slash,
    Percent,
    Not,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    Equal,
    NotEqual,
    And,
    Or,
}
