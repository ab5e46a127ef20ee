using System.Collections.Immutable;

namespace Compliance.Policy.Cel.Syntax;

/// <summary>Operands: names, literals, calls, selections.</summary>
internal sealed partial class Parser
{
    private Expr Primary()
    {
        var start = token.Start;
        switch (token.Kind)
        {
            case TokenKind.Number:
                return Number(isNegative: false, start);
            case TokenKind.Literal:
                var value = token.Value;
                Advance();
                return Checked(new Expr.Literal(Id(), start, previousEnd, value));
            case TokenKind.OpenParenthesis:
                Advance();
                var inner = Expression();
                Expect(TokenKind.CloseParenthesis, "')'");
                return inner;
            case TokenKind.OpenBracket:
                return List();
            case TokenKind.OpenBrace:
                return Map();
            case TokenKind.Dot:
                Advance();
                return NameOrCall(start, isAbsolute: true);
            case TokenKind.Reserved:
                return Fail(start, $"'{token.Text}' is a reserved word");
            case TokenKind.End:
                return Fail(start, "an operand is missing at the end");
            default:
                return NameOrCall(start, isAbsolute: false);
        }
    }

    private Expr NameOrCall(int start, bool isAbsolute)
    {
        if (token.Kind != TokenKind.Identifier) return Fail(token.Start, "an operand is expected here");
        var name = token.Text;
        var caret = token.Start;
        Advance();
        if (!Accept(TokenKind.OpenParenthesis)) return Checked(new Expr.Name(Id(), start, previousEnd, name, isAbsolute) { Caret = caret });
        var arguments = Arguments(TokenKind.CloseParenthesis, "')'");
        return Macros.Expand(this, null, name, arguments, start, previousEnd, caret)
            ?? Checked(new Expr.Call(Id(), start, previousEnd, isAbsolute ? "." + name : name, isMember: false, arguments) { Caret = caret });
    }

    private Expr Postfix(Expr operand)
    {
        while (true)
        {
            var caret = token.Start;
            if (Accept(TokenKind.Dot))
            {
                operand = Member(operand);
            }
            else if (Accept(TokenKind.OpenBracket))
            {
                var function = Accept(TokenKind.Question) ? "_[?_]" : "_[_]";
                var index = Expression();
                Expect(TokenKind.CloseBracket, "']'");
                operand = Checked(new Expr.Call(Id(), operand.Start, previousEnd, function, isMember: false, [operand, index]) { Caret = caret });
            }
            else if (token.Kind == TokenKind.OpenBrace && operand is Expr.Name or Expr.Select)
            {
                return Fail(operand.Start, "messages are not supported: this engine has no protobuf types", CelDiagnostics.Unsupported);
            }
            else
            {
                return operand;
            }
        }
    }

    private Expr Member(Expr operand)
    {
        var isOptional = Accept(TokenKind.Question);
        if (token.Kind is not (TokenKind.Identifier or TokenKind.Reserved or TokenKind.Quoted)) return Fail(token.Start, "a field or method name is expected after '.'");
        var (name, caret, isQuoted) = (token.Text, token.Start, token.Kind == TokenKind.Quoted);
        Advance();
        if (isOptional || isQuoted || !Accept(TokenKind.OpenParenthesis))
        {
            var mode = isOptional ? SelectMode.Optional : SelectMode.Plain;
            return Checked(new Expr.Select(Id(), operand.Start, previousEnd, operand, name, mode) { Caret = caret });
        }

        var arguments = Arguments(TokenKind.CloseParenthesis, "')'");
        return Macros.Expand(this, operand, name, arguments, operand.Start, previousEnd, caret)
            ?? Checked(new Expr.Call(Id(), operand.Start, previousEnd, name, isMember: true, arguments.Insert(0, operand)) { Caret = caret });
    }

    private ImmutableArray<Expr> Arguments(TokenKind close, string closing)
    {
        var arguments = ImmutableArray.CreateBuilder<Expr>();
        if (Accept(close)) return [];
        do
        {
            arguments.Add(Expression());
        }
        while (Accept(TokenKind.Comma));
        Expect(close, closing);
        return arguments.DrainToImmutable();
    }

    private Expr.ListLiteral List()
    {
        var start = token.Start;
        Advance();
        var items = ImmutableArray.CreateBuilder<Expr>();
        var optional = ImmutableArray.CreateBuilder<bool>();
        while (token.Kind is not (TokenKind.CloseBracket or TokenKind.End))
        {
            optional.Add(Accept(TokenKind.Question));
            items.Add(Expression());
            if (!Accept(TokenKind.Comma)) break;
        }

        Expect(TokenKind.CloseBracket, "']'");
        return Checked(new Expr.ListLiteral(Id(), start, previousEnd, items.DrainToImmutable(), optional.DrainToImmutable()));
    }

    private Expr.MapLiteral Map()
    {
        var start = token.Start;
        Advance();
        var keys = ImmutableArray.CreateBuilder<Expr>();
        var values = ImmutableArray.CreateBuilder<Expr>();
        var optional = ImmutableArray.CreateBuilder<bool>();
        while (token.Kind is not (TokenKind.CloseBrace or TokenKind.End))
        {
            optional.Add(Accept(TokenKind.Question));
            keys.Add(Expression());
            Expect(TokenKind.Colon, "':'");
            values.Add(Expression());
            if (!Accept(TokenKind.Comma)) break;
        }

        Expect(TokenKind.CloseBrace, "'}'");
        return Checked(new Expr.MapLiteral(Id(), start, previousEnd, keys.DrainToImmutable(), values.DrainToImmutable(), optional.DrainToImmutable()));
    }
}
