using Compliance.Policy.Results;

namespace Compliance.Pipeline.Plan;

/// <summary>What stays open after the rebuild.</summary>
/// <param name="Reason">Why, and why a rebuild does not help.</param>
/// <param name="Owner">Who can.</param>
public sealed record UnfixedFinding(string PolicyId, Verdict Verdict, string Item, string Reason, string Owner);
