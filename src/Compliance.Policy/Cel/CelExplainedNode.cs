using System.Collections.Immutable;

namespace Compliance.Policy.Cel;

/// <summary>One part of an expression in an explanation.</summary>
/// <param name="Start">UTF-16 offset in the expression.</param>
/// <param name="Text">The part as it is written.</param>
/// <param name="Values">What it came to, in order; several inside a comprehension, of which the first 64 are kept; none when it was not reached.</param>
/// <param name="Evaluations">How often it was evaluated.</param>
public sealed record CelExplainedNode(int Start, int End, string Text, ImmutableArray<CelValue> Values, long Evaluations, ImmutableArray<CelExplainedNode> Children)
{
    public bool IsEvaluated => Evaluations > 0;

    /// <summary>Unknown without a cause when it was not reached.</summary>
    public CelValue Value => Values.IsEmpty ? default : Values[^1];
}
