namespace Compliance.Policy.Findings.Tracking;

/// <summary>Something that shows that a vulnerability was known of at a time.</summary>
/// <param name="Kind"><c>poam</c>, <c>scan</c> or <c>package</c>.</param>
/// <param name="Name">File name or package id.</param>
/// <param name="Sha256">64 hexadecimal characters.</param>
public sealed record DetectionEvidence(DateTimeOffset At, string Kind, string Name, string Sha256);
