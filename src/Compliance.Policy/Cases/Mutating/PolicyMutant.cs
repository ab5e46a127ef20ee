using Compliance.Formats.Reading;

namespace Compliance.Policy.Cases.Mutating;

/// <summary>A policy with one place of one expression changed.</summary>
/// <param name="Part">Id of the check, or <c>where</c>, <c>population</c>, <c>not-applicable</c>.</param>
/// <param name="Place">Of the change, in the policy's file.</param>
/// <param name="Before">The changed part as the policy has it.</param>
/// <param name="After">The changed part as the mutant has it.</param>
public sealed record PolicyMutant(string PolicyId, string Part, Locator Place, string Before, string After);
