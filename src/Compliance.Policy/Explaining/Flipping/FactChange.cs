namespace Compliance.Policy.Explaining.Flipping;

/// <summary>One thing that would have to be otherwise in the facts.</summary>
/// <param name="What">In a few words: <c>module openssl 3.0.17: activation = "on"</c>.</param>
/// <param name="Before">What it is now, as an expression would write it; empty when there is nothing yet.</param>
/// <param name="FactId">The fact that would change; empty when it is a new one, a list or a count.</param>
/// <param name="Source">Where that fact was read: the evidence that would have to change; empty when there is none.</param>
public sealed record FactChange(string What, string Before, string FactId, string Source);
