using Compliance.Formats.Reading;
using Compliance.Policy.Cel;
using Compliance.Policy.Cel.Syntax;

namespace Compliance.Policy.Explaining;

/// <summary>
/// Says what would have to be otherwise for a false expression to be true: it walks the parts that are not as they should be, down to comparisons and
/// single attributes. It reads the expression only; whether the facts could be so is not its business.
/// </summary>
internal static class FlipAdvice
{
    public static IReadOnlyList<string> For(CelExplanation explanation, string text)
    {
        var root = Parser.Parse(new SourceText(text, new Locator("expression"), CelLimits.Default), out _);
        return root is null ? [] : [.. For(root, explanation.Root, text, want: true).Distinct(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> For(Expr node, CelExplainedNode explained, string text, bool want)
    {
        switch (node)
        {
            case Expr.Logic logic:
                var wrong = logic.Terms.Zip(explained.Children).Where(pair => !Is(pair.Second, want)).ToList();
                var advice = wrong.Select(pair => string.Join(" and ", For(pair.First, pair.Second, text, want)));
                return logic.IsOr == want ? [string.Join(", or ", advice)] : wrong.SelectMany(pair => For(pair.First, pair.Second, text, want));
            case Expr.Call { Function: "!_" } not:
                return For(not.Arguments[0], explained.Children[0], text, !want);
            case Expr.Call { Function: "_==_" or "_!=_" } comparison:
                return [$"{Slice(comparison.Arguments[0], text)} {(want == (comparison.Function == "_==_") ? "were" : "were not")} {Slice(comparison.Arguments[1], text)}"];
            case Expr.Call { Function: "@in" } membership:
                return [$"{Slice(membership.Arguments[0], text)} were {(want ? "one" : "none")} of {Slice(membership.Arguments[1], text)}"];
            case Expr.Select or Expr.Name:
                return [$"{Slice(node, text)} were {(want ? "true" : "false")}"];
            case Expr.Comprehension { Kind: ComprehensionKind.Exists or ComprehensionKind.All, Filter: { } filter } loop:
                return [$"{Quantifier(loop.Kind, want)} of {Slice(loop.Range, text)} had {Slice(filter, text)}"];
            default:
                return [$"{Slice(node, text)} were {(want ? "true" : "false")}"];
        }
    }

    private static string Quantifier(ComprehensionKind kind, bool want) => (kind, want) switch
    {
        (ComprehensionKind.Exists, true) => "an element",
        (ComprehensionKind.Exists, false) => "no element",
        (_, true) => "every element",
        _ => "not every element",
    };

    private static bool Is(CelExplainedNode node, bool want) => node.Value is { Kind: CelKind.Bool } value && value.AsBool == want;

    private static string Slice(Expr node, string text) => text[node.Start..node.End];
}
