namespace Compliance.Policy.Cel;

/// <summary>
/// What an overload does. Called only with values of its parameters' kinds, never with an unknown or an error on the outside (a struct may
/// hold unknown fields, a list may be incomplete); returns a value, an error value or an unknown. Pure: the same arguments, the same answer.
/// </summary>
public delegate CelValue CelImplementation(ReadOnlySpan<CelValue> arguments);
