using System.Collections.Immutable;
using System.Globalization;
using Compliance.Policy.Results;
using Compliance.Service.Terminals;

namespace Compliance.Service.Verbs.Objectives;

/// <summary>Failures that no rule makes a must, told apart from plain ones: recorded deviations, and what may be otherwise.</summary>
internal static class DeviationLines
{
    public static void Write(Terminal terminal, ImmutableArray<PolicyResult> results)
    {
        var table = new Columns("", "", "", "");
        foreach (var result in results.Where(result => result.IsExcused).OrderBy(result => result.PolicyId, StringComparer.Ordinal))
            table.Add(Tone.Open, result.Deviation is null ? "may" : "deviation", result.PolicyId, Words(result), result.Deviation?.Reason ?? "");
        if (table.Count == 0) return;
        terminal.Output.WriteLine();
        table.Write(terminal, "  ");
    }

    /// <summary><c>, 1 recorded deviation</c>; empty when there is none.</summary>
    public static string Count(ImmutableArray<PolicyResult> results)
    {
        var recorded = results.Count(result => result.IsExcused && result.Deviation is not null);
        return recorded == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" · {recorded} recorded deviation{(recorded == 1 ? "" : "s")}");
    }

    /// <summary>What stands beside a result that is not met: how binding it is, and what is recorded. Empty for a must.</summary>
    public static string Words(PolicyResult result) => result switch
    {
        { Verdict: not Verdict.NotMet } or { Force: "must" } => "",
        { Force: "may" } => "of a may: counts as nothing",
        { Deviation: { State: DeviationState.Recorded } deviation } =>
            $"recorded deviation from {deviation.Rule}, accepted by {deviation.AcceptedBy} on {deviation.AcceptedOn}{(deviation.Expires.Length > 0 ? $", until {deviation.Expires}" : "")}",
        { Deviation: { } deviation } => $"deviation {deviation.State.ToWords()}: {deviation.Detail}",
        _ => "of a should",
    };
}
