namespace Compliance.Policy.Explaining;

/// <summary>One attribute that a check read.</summary>
/// <param name="Attribute">As the expression names it, <c>module.activation</c>; for an element of a list the fact's id and the field.</param>
/// <param name="Value">As an expression would write it, or <c>unknown (reason)</c>.</param>
/// <param name="FactId">Empty for parameters and the date.</param>
/// <param name="Source">Where the fact was read; empty when there is no fact.</param>
public sealed record AttributeValue(string Attribute, string Value, string FactId, string Source);
