using System.Collections.Immutable;
using Compliance.Policy.Results;

namespace Compliance.Policy.Explaining;

/// <summary>One check over one item: what the expression came to, and from what.</summary>
/// <param name="Check">Id of the check; <c>where</c>, <c>population</c> or <c>not-applicable</c> for the rules around the checks.</param>
/// <param name="Value"><c>true</c>, <c>false</c>, a number, or <c>unknown (causes)</c>.</param>
/// <param name="WouldBeMetIf">What would have to be otherwise, in the expression's own words; empty when nothing has to.</param>
/// <param name="Tree">The expression with the value of every part.</param>
public sealed record CheckExplanation(
    string Check,
    string Expression,
    Verdict Verdict,
    string Value,
    ImmutableArray<AttributeValue> Attributes,
    ImmutableArray<string> WouldBeMetIf,
    ExplainedPart Tree);
