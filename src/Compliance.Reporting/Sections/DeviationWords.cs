using System.Collections.Immutable;
using Compliance.Policy.Results;
using Compliance.Reporting.Model;

namespace Compliance.Reporting.Sections;

/// <summary>How the force of a failed check and a recorded deviation are written, the same in every section.</summary>
internal static class DeviationWords
{
    /// <summary>Lines under the verdict of a failure that is not a plain one; none for every other result.</summary>
    public static IEnumerable<ImmutableArray<Inline>> Standing(PolicyResult result)
    {
        if (result.Verdict != Verdict.NotMet || result.Force == "must") yield break;
        if (result.Force == "may") yield return [new Inline.Aside("of a may: counts as nothing")];
        else if (result.IsExcused) yield return [new Inline.Badge(Tone.Caution, "recorded deviation")];
        else yield return [new Inline.Aside($"of a should: deviation {result.Deviation?.State.ToWords() ?? "missing"}")];
    }

    /// <summary>What is recorded about the deviation, line by line; what is missing where nothing has an effect.</summary>
    public static IEnumerable<ImmutableArray<Inline>> Record(Deviation? deviation)
    {
        if (deviation is null) yield break;
        if (deviation.State == DeviationState.Missing)
        {
            yield return [new Inline.Strong("Deviation: "), deviation.Detail];
            yield break;
        }

        var until = deviation.Expires.Length > 0 ? $", until {deviation.Expires}" : "";
        yield return deviation.State == DeviationState.Recorded
            ? [new Inline.Strong($"Deviation from {deviation.Rule}: "), $"accepted by {deviation.AcceptedBy} on {deviation.AcceptedOn}{until}"]
            : [new Inline.Strong($"Deviation from {deviation.Rule}, no effect: "), deviation.Detail];
        yield return [new Inline.Aside("reason:"), " ", deviation.Reason];
        yield return [new Inline.Aside("risk to customers:"), " ", deviation.CustomerRisk];
        if (deviation.Document.Length > 0) yield return [new Inline.Aside("recorded in:"), " ", deviation.Document];
    }

    /// <summary><c>with 1 recorded deviation</c>; empty when there is none.</summary>
    public static string Count(ImmutableArray<PolicyResult> results) =>
        results.Count(result => result.IsExcused && result.Deviation is not null) is > 0 and var recorded ? $" · {Wording.Count(recorded, "recorded deviation")}" : "";
}
