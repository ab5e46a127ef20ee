using Compliance.Formats.Reading;
using Compliance.Policy.Cel;
using Compliance.Policy.Cel.Syntax;

namespace Compliance.Policy.Cases.Mutating;

/// <summary>
/// Small faults that a person could have written into an expression, one at a time, found through its syntax tree: another comparison, the other
/// logical operator, a condition negated, another quantifier, another constant. Each is the whole text with one place changed.
/// </summary>
internal sealed class ExpressionMutations
{
    private readonly string text;
    private readonly List<ExpressionChange> changes = [];

    private ExpressionMutations(string text) => this.text = text;

    /// <summary>In the order of their places. The text has to be an expression that compiles.</summary>
    /// <param name="isCondition">Whether the whole gives a truth value.</param>
    public static IReadOnlyList<ExpressionChange> Of(string text, bool isCondition)
    {
        var mutations = new ExpressionMutations(text);
        var source = new SourceText(text, new Locator("expression"), CelLimits.Default);
        if (Parser.Parse(source, out _) is not { } root) return [];
        if (isCondition) mutations.Condition(root);
        mutations.Visit(root);
        mutations.Operators();
        return [.. mutations.changes.OrderBy(change => change.Offset).ThenBy(change => change.After, StringComparer.Ordinal).DistinctBy(change => change.Text)];
    }

    private void Visit(Expr node)
    {
        switch (node)
        {
            case Expr.Logic logic:
                foreach (var term in logic.Terms) Condition(term);
                break;
            case Expr.Conditional conditional:
                Condition(conditional.Test);
                break;
            case Expr.Comprehension loop:
                if (loop.Filter is not null) Condition(loop.Filter);
                Quantifier(loop);
                break;
            case Expr.Call call:
                Call(call);
                break;
            case Expr.Literal literal:
                Constant(literal);
                break;
        }

        foreach (var child in node.Children) Visit(child);
    }

    private void Call(Expr.Call call)
    {
        switch (call.Function)
        {
            case "!_":
                Replace(call, call.Start, 1, "");
                break;
            case "@in":
                Negate(call);
                break;
            default:
                var written = call.Function.Trim('_');
                foreach (var other in Others(call.Function)) Replace(call, call.Caret, written.Length, other);
                break;
        }
    }

    private static string[] Others(string function) => function switch
    {
        "_==_" => ["!="],
        "_!=_" => ["=="],
        "_<_" => ["<=", ">="],
        "_<=_" => ["<", ">"],
        "_>_" => [">=", "<="],
        "_>=_" => [">", "<"],
        "_+_" => ["-"],
        "_-_" => ["+"],
        _ => [],
    };

    /// <summary>A truth value that is read, not compared, is negated; so is a call that gives one.</summary>
    private void Condition(Expr node)
    {
        if (node is Expr.Name or Expr.Select or Expr.Call { IsMember: true }) Negate(node);
    }

    private void Quantifier(Expr.Comprehension loop)
    {
        var (word, other) = loop.Kind switch { ComprehensionKind.All => ("all", "exists"), ComprehensionKind.Exists => ("exists", "all"), _ => ("", "") };
        var at = word.Length == 0 ? -1 : text.IndexOf(word + "(", loop.Range.End, StringComparison.Ordinal);
        if (at >= 0) Replace(loop, at, word.Length, other);
    }

    private void Constant(Expr.Literal literal)
    {
        var other = literal.Value.Kind switch
        {
            CelKind.Bool => literal.Value.AsBool ? "false" : "true",
            CelKind.Int => CelValue.Int(literal.Value.AsInt == long.MaxValue ? 0 : literal.Value.AsInt + 1).ToString(),
            CelKind.String => CelValue.String(literal.Value.AsString + "#").ToString(),
            _ => null,
        };
        if (other is not null) Replace(literal, literal.Start, literal.End - literal.Start, other);
    }

    /// <summary>Every <c>&amp;&amp;</c> and <c>||</c> by itself: a chain of them is one node and several operators.</summary>
    private void Operators()
    {
        var lexer = new Lexer(new SourceText(text, new Locator("expression"), CelLimits.Default));
        for (var token = lexer.Next(); token.Kind != TokenKind.End; token = lexer.Next())
        {
            if (token.Kind is not (TokenKind.And or TokenKind.Or)) continue;
            var other = token.Kind == TokenKind.And ? "||" : "&&";
            Add(token.Start, token.Start, token.End, other, text, text[..token.Start] + other + text[token.End..]);
        }
    }

    private void Negate(Expr node) => Replace(node, node.Start, node.End - node.Start, $"!({text[node.Start..node.End]})");

    private void Replace(Expr node, int start, int length, string replacement)
    {
        var end = start + length;
        var after = text[node.Start..start] + replacement + text[end..node.End];
        Add(start, start, end, replacement, text[node.Start..node.End], after);
    }

    private void Add(int offset, int start, int end, string replacement, string before, string after) =>
        changes.Add(new ExpressionChange(offset, before, after, text[..start] + replacement + text[end..]));
}
