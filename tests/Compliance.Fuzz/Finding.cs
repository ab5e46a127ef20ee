namespace Compliance.Fuzz;

/// <summary>What a reader must not do, with the input that made it do so.</summary>
/// <param name="Kind">The exception's type, <c>slow</c> or <c>memory</c>: a smaller input is the same finding when its kind is the same.</param>
public sealed record Finding(string Kind, string Detail, byte[] Input);
