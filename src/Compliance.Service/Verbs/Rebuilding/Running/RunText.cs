using System.Globalization;
using Compliance.Policy.Results;
using Compliance.Service.Terminals;

namespace Compliance.Service.Verbs.Rebuilding.Running;

/// <summary>What <c>rebuild run</c> tells a person.</summary>
internal static class RunText
{
    public static void Write(Terminal terminal, RebuildOutcome outcome)
    {
        var output = terminal.Output;
        output.WriteLine($"image     {Terminal.Visible(outcome.Image)}  {outcome.Index}");
        if (outcome.Pushed.Length > 0) output.WriteLine($"pushed    {Terminal.Visible(outcome.Pushed)}");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"steps     {outcome.Steps} done now, the others before; journal: {outcome.Folder}/journal.jsonl"));
        DeltaText.Write(terminal, outcome.Delta);
        if (outcome.Plan is { } plan)
        {
            var wrong = Missed(outcome);
            output.WriteLine(wrong.Count == 0
                ? string.Create(CultureInfo.InvariantCulture, $"predicted {plan.Predictions.Length} of {plan.Predictions.Length} verdicts as planned")
                : $"predicted otherwise: {string.Join(", ", wrong)}");
        }

        output.WriteLine($"evidence  {outcome.Folder}/{RunAudits.Before}  {outcome.Folder}/{RunAudits.After}  signed difference: {outcome.Folder}/{RunAudits.SignedDelta}");
    }

    /// <summary>Policies that came out otherwise than planned.</summary>
    public static IReadOnlyList<string> Missed(RebuildOutcome outcome)
    {
        if (outcome.Plan is not { } plan) return [];
        var changed = outcome.Delta.Controls.ToDictionary(change => change.PolicyId, change => change.After, StringComparer.Ordinal);
        return [.. plan.Predictions
            .Where(one => (changed.TryGetValue(one.PolicyId, out var after) ? after : one.Before) != one.After)
            .Select(one => $"{one.PolicyId} ({one.After.ToWords()} was planned)")];
    }
}
