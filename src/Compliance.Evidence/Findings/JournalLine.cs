namespace Compliance.Evidence.Findings;

/// <summary>One entry of a system's journal of findings as it is kept.</summary>
/// <param name="Number">From 1, without gaps.</param>
/// <param name="Previous">Digest of the line before, 64 hexadecimal characters; empty for the first.</param>
/// <param name="Body">Canonical JSON.</param>
/// <param name="Digest">SHA-256 of system, number, previous digest and body, 64 hexadecimal characters.</param>
public sealed record JournalLine(string SystemId, long Number, string Previous, ReadOnlyMemory<byte> Body, string Digest);
