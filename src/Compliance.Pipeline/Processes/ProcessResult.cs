namespace Compliance.Pipeline.Processes;

/// <param name="Output">The first MiB of standard output, likewise <paramref name="Error"/>.</param>
/// <param name="IsTimedOut">It was killed with everything that it started: its time or its memory was used up.</param>
public sealed record ProcessResult(int ExitCode, string Output, string Error, bool IsTimedOut);
