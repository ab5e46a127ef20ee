using System.Collections.Immutable;
using Compliance.Policy.Cel.Compiling;
using Compliance.Policy.Cel.Syntax;

namespace Compliance.Policy.Cel;

/// <summary>One evaluation with what every part of the expression came to.</summary>
/// <param name="AttributesRead">Attributes that were really read: variable and field path, <c>[]</c> for any element; sorted.</param>
public sealed record CelExplanation(CelResult Result, CelExplainedNode Root, ImmutableArray<string> AttributesRead)
{
    internal static CelExplanation Of(Expr root, string text, Trace trace, CelResult result) =>
        new(result, Node(root, text, trace), [.. trace.Attributes]);

    private static CelExplainedNode Node(Expr node, string text, Trace trace) => new(
        node.Start,
        node.End,
        text[node.Start..node.End],
        [.. trace.Values[node.Id] ?? []],
        trace.Counts[node.Id],
        [.. node.Children.Select(child => Node(child, text, trace))]);
}
