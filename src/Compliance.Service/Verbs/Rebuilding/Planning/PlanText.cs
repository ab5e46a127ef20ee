using System.Globalization;
using Compliance.Pipeline.Plan;
using Compliance.Policy.Results;
using Compliance.Service.Terminals;

namespace Compliance.Service.Verbs.Rebuilding.Planning;

/// <summary>What <c>rebuild plan</c> tells a person.</summary>
internal static class PlanText
{
    private const int MostReasons = 8;

    public static void Write(Terminal terminal, RebuildPlan plan)
    {
        var output = terminal.Output;
        var open = plan.Predictions.Where(one => one.Before == Verdict.NotMet).ToList();
        var index = plan.Indexes.IsEmpty ? "" : $" with repository {string.Join(", ", plan.Indexes.Select(one => $"{one.Repository} (index sha256:{one.Index.Short}…)").Distinct(StringComparer.Ordinal))}";
        output.WriteLine($"will fix   {Number(plan.Fixes.Count())} of {Number(open.Count)}   by rebuilding from {plan.Recipe[^1].Name}{index}");
        var table = new Columns("", "", "");
        foreach (var operation in plan.Operations) table.Add(Tone.Plain, operation.Word, operation.Target.Length > 0 ? $"{operation.Target}: {operation.Detail}" : operation.Detail, For(operation));
        table.Write(terminal, "  ");
        WriteUnfixed(terminal, plan);
        var verdict = Verdicts.Combine(plan.Predictions.Select(one => one.After));
        output.WriteLine($"predicted  {terminal.Paint(VerdictTone.Of(verdict), verdict.ToWords())}   {Counts(plan)};  size {Sizes.Of(plan.BytesBefore)} → {Sizes.Of(plan.BytesAfter)};  vulnerabilities {Known(plan.VulnerabilitiesBefore)} → {Known(plan.VulnerabilitiesAfter)}");
        output.WriteLine("           from a trial in memory, judged as if signed by the key that you trust for images; nothing was written");
        foreach (var change in plan.Packages.Where(change => change.Why.Contains("loses", StringComparison.Ordinal)).Take(MostReasons))
            output.WriteLine($"why        {change.Name} {change.After}: {Terminal.Visible(change.Why)}");
        foreach (var note in plan.Notes) output.WriteLine($"note       {Terminal.Visible(note)}");
    }

    private static string For(PlannedOperation operation) => operation.Policies.Length switch
    {
        0 => "",
        <= 3 => $"for {string.Join(", ", operation.Policies)}",
        _ => $"for {string.Join(", ", operation.Policies[..2])} and {Number(operation.Policies.Length - 2)} more",
    };

    private static void WriteUnfixed(Terminal terminal, RebuildPlan plan)
    {
        if (plan.Unfixed.IsEmpty) return;
        terminal.Output.WriteLine($"can't fix  {Number(plan.Unfixed.Length)}");
        var table = new Columns("", "", "", "");
        foreach (var finding in plan.Unfixed)
            table.Add(VerdictTone.Of(finding.Verdict), finding.Verdict.ToWords(), finding.PolicyId, $"owner: {finding.Owner}", finding.Item.Length > 0 ? $"{finding.Item}: {finding.Reason}" : finding.Reason);
        table.Write(terminal, "  ");
    }

    private static string Counts(RebuildPlan plan) => string.Join(" · ", new[] { Verdict.Met, Verdict.NotMet, Verdict.Unknown, Verdict.NotApplicable }
        .Select(verdict => (Verdict: verdict, Count: plan.Predictions.Count(one => one.After == verdict))).Where(one => one.Count > 0).Select(one => $"{Number(one.Count)} {one.Verdict.ToWords()}"));

    private static string Known(int? number) => number is { } known ? Number(known) : "unknown";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
