namespace Compliance.Policy.Cases.Mutating;

/// <summary>One place of an expression written otherwise.</summary>
/// <param name="Offset">UTF-16 offset of the place in the expression.</param>
/// <param name="Before">The smallest part around the place, as it is.</param>
/// <param name="After">The same part, changed.</param>
/// <param name="Text">The whole expression, changed.</param>
internal sealed record ExpressionChange(int Offset, string Before, string After, string Text);
