namespace Compliance.Pipeline.Testing;

/// <summary>What came of one test of an image.</summary>
/// <param name="Detail">Empty when it passed; else why not, with the end of what the command said.</param>
public sealed record TrialResult(string Name, bool IsPassed, int ExitCode, string Detail);
