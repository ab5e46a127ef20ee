namespace Compliance.Evidence.Probing;

/// <summary>What one probe came to.</summary>
/// <param name="ExitCode">Null when it was killed, since it took too long.</param>
public sealed record ProbeResult(Probe Probe, int? ExitCode, ProbeStream Output, ProbeStream Error);
