namespace Compliance.Policy.Findings.Tracking;

/// <summary>One thing that happened to a finding.</summary>
public sealed record FindingEvent(DateTimeOffset At, FindingEventKind Kind, string Detail);
