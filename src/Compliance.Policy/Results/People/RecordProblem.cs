using Compliance.Formats.Reading;

namespace Compliance.Policy.Results;

/// <summary>One reason why something that people handed in does not count.</summary>
public sealed record RecordProblem(DiagnosticCode Code, string Message);
