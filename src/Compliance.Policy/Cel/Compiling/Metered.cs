namespace Compliance.Policy.Cel.Compiling;

/// <summary>An implementation that charges its own work to the evaluation.</summary>
internal delegate CelValue Metered(Frame frame, ReadOnlySpan<CelValue> arguments);
