using System.Collections.Immutable;

namespace Compliance.Policy.Cel.Syntax;

/// <summary>
/// The grammar of CEL by precedence climbing. After the first defect every token is the end, so that parsing unwinds by itself.
/// </summary>
internal sealed partial class Parser
{
    private readonly SourceText source;
    private readonly Lexer lexer;
    private Token token;
    private int previousEnd;
    private int nodes;
    private int nesting;

    private Parser(SourceText source)
    {
        this.source = source;
        lexer = new Lexer(source);
        token = lexer.Next();
    }

    public int NodeCount => nodes;

    /// <summary>Null when the source has a defect, which is then reported there.</summary>
    public static Expr? Parse(SourceText source, out int nodeCount)
    {
        nodeCount = 0;
        if (source.Text.Length > source.Limits.MaxSourceLength)
        {
            source.Report(CelDiagnostics.TooLarge, 0, $"the expression has {source.Text.Length} characters, the limit is {source.Limits.MaxSourceLength}");
            return null;
        }

        var parser = new Parser(source);
        var expression = parser.Expression();
        if (!source.HasDefects && parser.token.Kind != TokenKind.End) parser.Fail(parser.token.Start, "the expression is over here: an operator is missing");
        nodeCount = parser.nodes;
        return source.HasDefects ? null : expression;
    }

    internal Expr Fail(int offset, string message, Formats.Reading.DiagnosticCode? code = null)
    {
        if (!source.HasDefects) source.Report(code ?? CelDiagnostics.Syntax, offset, message);
        token = new Token(TokenKind.End, source.Text.Length, source.Text.Length);
        return new Expr.Literal(0, offset, offset, CelValue.Null);
    }

    /// <summary>The id of a new node.</summary>
    internal int Id() => nodes++;

    /// <summary>Refuses a tree that has grown over the limits.</summary>
    internal T Checked<T>(T node)
        where T : Expr
    {
        if (node.Depth > source.Limits.MaxDepth) Fail(node.Start, $"nested deeper than {source.Limits.MaxDepth}", CelDiagnostics.TooLarge);
        if (nodes > source.Limits.MaxNodes) Fail(node.Start, $"more than {source.Limits.MaxNodes} parts", CelDiagnostics.TooLarge);
        return node;
    }

    private void Advance()
    {
        previousEnd = token.End;
        token = lexer.Next();
    }

    private bool Accept(TokenKind kind)
    {
        if (token.Kind != kind) return false;
        Advance();
        return true;
    }

    private void Expect(TokenKind kind, string what)
    {
        if (!Accept(kind)) Fail(token.Start, $"{what} expected");
    }

    private Expr Expression()
    {
        if (++nesting > source.Limits.MaxDepth) return Fail(token.Start, $"nested deeper than {source.Limits.MaxDepth}", CelDiagnostics.TooLarge);
        var test = Chain(isOr: true);
        if (token.Kind == TokenKind.Question)
        {
            var caret = token.Start;
            Advance();
            var yes = Chain(isOr: true);
            Expect(TokenKind.Colon, "':'");
            var no = Expression();
            test = Checked(new Expr.Conditional(Id(), test.Start, no.End, test, yes, no) { Caret = caret });
        }

        nesting--;
        return test;
    }

    private Expr Chain(bool isOr)
    {
        var kind = isOr ? TokenKind.Or : TokenKind.And;
        var first = isOr ? Chain(isOr: false) : Binary(1);
        if (token.Kind != kind) return first;
        var caret = token.Start;
        var terms = ImmutableArray.CreateBuilder<Expr>();
        terms.Add(first);
        while (Accept(kind)) terms.Add(isOr ? Chain(isOr: false) : Binary(1));
        return Checked(new Expr.Logic(Id(), first.Start, previousEnd, isOr, terms.DrainToImmutable()) { Caret = caret });
    }

    private Expr Binary(int minimum)
    {
        var left = Unary();
        while (Operator(token.Kind) is var (function, precedence) && precedence >= minimum)
        {
            var caret = token.Start;
            Advance();
            var right = Binary(precedence + 1);
            left = Checked(new Expr.Call(Id(), left.Start, right.End, function, isMember: false, [left, right]) { Caret = caret });
        }

        return left;
    }

    private static (string Function, int Precedence)? Operator(TokenKind kind) => kind switch
    {
        TokenKind.Less => ("_<_", 1),
        TokenKind.LessEqual => ("_<=_", 1),
        TokenKind.Greater => ("_>_", 1),
        TokenKind.GreaterEqual => ("_>=_", 1),
        TokenKind.Equal => ("_==_", 1),
        TokenKind.NotEqual => ("_!=_", 1),
        TokenKind.In => ("@in", 1),
        TokenKind.Plus => ("_+_", 2),
        TokenKind.Minus => ("_-_", 2),
        TokenKind.Star => ("_*_", 3),
        TokenKind.Slash => ("_/_", 3),
        TokenKind.Percent => ("_%_", 3),
        _ => null,
    };

    private Expr Unary()
    {
        var start = token.Start;
        if (token.Kind is not (TokenKind.Not or TokenKind.Minus)) return Postfix(Primary());
        var kind = token.Kind;
        var count = 0;
        while (Accept(kind)) count++;
        Expr operand;
        if (kind == TokenKind.Minus && token.Kind == TokenKind.Number)
        {
            // The grammar gives the sign next to a number to the literal.
            operand = Postfix(Number(isNegative: true, start: previousEnd - 1));
            count--;
        }
        else
        {
            operand = Postfix(Primary());
        }

        if (count % 2 == 0) return operand;
        return Checked(new Expr.Call(Id(), start, operand.End, kind == TokenKind.Not ? "!_" : "-_", isMember: false, [operand]) { Caret = start });
    }

    private Expr Number(bool isNegative, int start)
    {
        var value = token.Value;
        if (value.Kind == CelKind.Uint && isNegative) return Fail(start, "an unsigned integer takes no minus", CelDiagnostics.Literal);
        if (value.Kind == CelKind.Int && value.AsInt == long.MinValue && !isNegative) return Fail(token.Start, "integer out of range (64 bits)", CelDiagnostics.Literal);
        if (isNegative) value = value.Kind == CelKind.Int ? CelValue.Int(unchecked(-value.AsInt)) : CelValue.Double(-value.AsDouble);
        Advance();
        return Checked(new Expr.Literal(Id(), start, previousEnd, value));
    }
}
