using System.Collections.Immutable;

namespace Compliance.Policy.Explaining;

/// <summary>One part of an expression with what it came to; constants and names that are only a way to a field are left out.</summary>
/// <param name="Text">The part as it is written.</param>
/// <param name="Value">As an expression would write it; <c>not reached</c> when it was not evaluated; inside a loop what it came to over the rounds.</param>
public sealed record ExplainedPart(string Text, string Value, ImmutableArray<ExplainedPart> Children);
