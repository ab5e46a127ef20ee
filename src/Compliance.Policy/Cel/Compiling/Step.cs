namespace Compliance.Policy.Cel.Compiling;

/// <summary>One compiled node.</summary>
internal delegate CelValue Step(Frame frame);
