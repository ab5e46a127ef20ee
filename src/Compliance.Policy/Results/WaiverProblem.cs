using Compliance.Formats.Reading;

namespace Compliance.Policy.Results;

/// <summary>One reason why a waiver has no effect.</summary>
public sealed record WaiverProblem(DiagnosticCode Code, string Message);
