using Compliance.Policy.Findings.Tracking;

namespace Compliance.Policy.Findings.Poam;

/// <summary>One finding between two POA&amp;Ms.</summary>
public sealed record PoamMove(TrackedFinding Finding, PoamMovement Movement, bool IsReRated);
