namespace Compliance.Policy.Findings.Journal;

/// <summary>A gap of detection.</summary>
/// <param name="Code">Diagnostic code.</param>
public sealed record ObservedFailure(string Code, string Message);
