namespace Compliance.Policy.Cel.Syntax;

/// <summary>One token; the value is set for literals, the text for identifiers.</summary>
internal readonly record struct Token(TokenKind Kind, int Start, int End, CelValue Value = default, string Text = "");
