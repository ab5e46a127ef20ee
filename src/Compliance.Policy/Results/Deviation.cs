namespace Compliance.Policy.Results;

/// <summary>
/// What the system file records about a failed <c>should</c>: FedRAMP's rules let a provider not follow one when reason and risk to customers are explained
/// and a senior official accepts them. The verdict stays not met.
/// </summary>
/// <param name="Rule">The rule that is not followed.</param>
/// <param name="Detail">What is missing or why it has no effect; empty when recorded.</param>
/// <param name="Reason">Empty when nothing is recorded, as are the following.</param>
/// <param name="AcceptedBy">Name and role of the official.</param>
/// <param name="AcceptedOn">ISO date.</param>
/// <param name="Expires">Last day, ISO date; empty when none is stated.</param>
/// <param name="Document">Reference of the acceptance; empty when none is stated.</param>
public sealed record Deviation(DeviationState State, string Rule, string Detail, string Reason, string CustomerRisk, string AcceptedBy, string AcceptedOn, string Expires, string Document);
