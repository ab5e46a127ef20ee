using System.Collections.Immutable;
using System.Globalization;
using Compliance.Formats.Reading;
using Compliance.Policy.Cel;
using Compliance.Policy.Cel.Syntax;

namespace Compliance.Policy.Explaining;

/// <summary>Turns an explanation into the parts that a person looks at.</summary>
internal static class ExpressionTree
{
    private const int MaxValues = 4;
    private const int MaxLength = 80;

    public static ExplainedPart Of(CelExplanation explanation, string text)
    {
        var root = Parser.Parse(new SourceText(text, new Locator("expression"), CelLimits.Default), out _);
        return root is null ? new ExplainedPart(text, ValueOf(explanation.Root), []) : Part(root, explanation.Root);
    }

    private static ExplainedPart Part(Expr node, CelExplainedNode explained) =>
        new(explained.Text.ReplaceLineEndings(" "), ValueOf(explained), [.. node.Children.Zip(explained.Children).Where(pair => IsShown(node, pair.First)).Select(pair => Part(pair.First, pair.Second))]);

    private static bool IsShown(Expr parent, Expr node) => node switch
    {
        Expr.Literal => false,
        Expr.Name => parent is not Expr.Select,
        Expr.ListLiteral list => list.Items.Any(item => item is not Expr.Literal),
        _ => true,
    };

    private static string ValueOf(CelExplainedNode node)
    {
        if (!node.IsEvaluated) return "not reached";
        if (node.Evaluations == 1) return Short(node.Value);
        var groups = node.Values.GroupBy(Short, StringComparer.Ordinal).ToList();
        var words = groups.Take(MaxValues).Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Count()} × {group.Key}")).ToList();
        if (groups.Count > MaxValues) words.Add(string.Create(CultureInfo.InvariantCulture, $"{groups.Count - MaxValues} other values"));
        if (node.Evaluations > node.Values.Length) words.Add(string.Create(CultureInfo.InvariantCulture, $"{node.Evaluations - node.Values.Length} more rounds"));
        return string.Join(", ", words);
    }

    private static string Short(CelValue value)
    {
        var text = value.Kind switch
        {
            CelKind.List => string.Create(CultureInfo.InvariantCulture, $"a list of {value.AsList.Count}{(value.AsList.Rest is null ? "" : " and perhaps more")}"),
            CelKind.Struct => "a fact",
            _ => value.ToString(),
        };
        return text.Length <= MaxLength ? text : text[..MaxLength] + "…";
    }
}
