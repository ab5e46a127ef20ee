namespace Compliance.Policy.Cel.Compiling;

/// <summary>Unwinds an evaluation that is over its limit: no operator may absorb it. Never leaves <see cref="CelProgram"/>.</summary>
internal sealed class CostExceededException(string message) : Exception(message);
