using System.Collections.Immutable;

namespace Compliance.Policy.Results;

/// <summary>Why a policy came out as it did for one of the things it judges.</summary>
/// <param name="Check">Id of the check in the policy; <c>population</c> or <c>where</c> for the rules around the checks.</param>
/// <param name="Item">What was judged, for people (<c>openssl 3.0.17</c>); empty for the image itself.</param>
/// <param name="Message">The policy's message with its placeholders filled in.</param>
/// <param name="Remedy">What to do about it; empty when there is nothing to do.</param>
/// <param name="FactIds">Facts that the check looked at, ordinal order.</param>
public sealed record Reason(string Check, string Item, Verdict Verdict, string Message, string Remedy, ImmutableArray<string> FactIds)
{
    /// <summary>How binding the check is on the judged day: <c>must</c>, <c>should</c> or <c>may</c>.</summary>
    public string Force { get; init; } = "must";

    /// <summary>The rule that gives the force; empty where none of the profile's rules says anything, and the check is a must.</summary>
    public string Rule { get; init; } = "";
}
