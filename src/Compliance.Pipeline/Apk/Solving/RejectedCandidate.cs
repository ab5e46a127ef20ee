namespace Compliance.Pipeline.Apk.Solving;

/// <summary>A candidate that was not taken.</summary>
/// <param name="Reason">For a person, for example <c>older than 1.3-r0</c>.</param>
public sealed record RejectedCandidate(ApkCandidate Candidate, string Reason);
