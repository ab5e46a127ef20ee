using System.Collections.Immutable;
using Compliance.Policy.Cases;
using Compliance.Policy.Cases.Covering;
using Compliance.Policy.Cases.Mutating;
using Compliance.Policy.Results;
using Compliance.Service.Terminals;

namespace Compliance.Service.Verbs.Policies;

/// <summary>A run of the cases for people: failures first, each with its place, one line of figures last.</summary>
internal static class PolicyTestText
{
    public static void Write(Terminal terminal, PolicyTestRun run, string folder)
    {
        if (!run.Defects.IsEmpty)
        {
            PolicyLintVerb.Write(terminal, run.Defects, folder, run.Policies);
            return;
        }

        foreach (var result in run.Failed) WriteFailure(terminal, result, folder);
        if (run.Coverage is { } coverage) WriteCoverage(terminal, coverage, folder);
        if (run.Mutations is { } reports) WriteMutations(terminal, reports, folder);
        var failed = run.Failed.Count();
        terminal.Output.WriteLine(failed == 0
            ? FormattableString.Invariant($"{run.Policies} policies, {run.Results.Length} cases: all as expected")
            : FormattableString.Invariant($"{run.Policies} policies, {run.Results.Length} cases: {failed} not as expected"));
    }

    private static void WriteFailure(Terminal terminal, CaseResult result, string folder)
    {
        var one = result.Case;
        terminal.Output.WriteLine($"{terminal.Paint(Tone.Strong, Terminal.Visible($"{folder}/{one.ExpectPlace}"))}: {Terminal.Visible(one.About)}");
        terminal.Output.WriteLine($"  expected  {Words(one.Expect, one.Because)}");
        terminal.Output.WriteLine($"  got       {terminal.Paint(Tone.Bad, Words(result.Got.Verdict, result.Because))}");
        foreach (var reason in result.Got.Reasons)
            terminal.Output.WriteLine($"    {reason.Verdict.ToWords()}  {reason.Check}{(reason.Item.Length > 0 ? $" ({Terminal.Visible(reason.Item)})" : "")}: {Terminal.Visible(reason.Message)}");
    }

    private static string Words(Verdict verdict, ImmutableArray<string> because) => because.IsEmpty ? verdict.ToWords() : $"{verdict.ToWords()} because of {string.Join(", ", because)}";

    private static void WriteCoverage(Terminal terminal, ImmutableArray<CheckCoverage> coverage, string folder)
    {
        foreach (var check in coverage.Where(check => !check.IsCovered))
        {
            var never = check switch { { Failed: 0, Unknown: 0 } => "never failed, never unknown", { Failed: 0 } => "never failed", _ => "never unknown" };
            terminal.Output.WriteLine($"{Terminal.Visible($"{folder}/{check.Place}")}: {check.PolicyId}/{check.Check} was {terminal.Paint(Tone.Open, never)} in any case");
        }

        terminal.Output.WriteLine(FormattableString.Invariant(
            $"coverage: {coverage.Count(check => check.Failed > 0)} of {coverage.Length} checks failed in some case, {coverage.Count(check => check.Unknown > 0)} were unknown in some case"));
    }

    private static void WriteMutations(Terminal terminal, ImmutableArray<MutationReport> reports, string folder)
    {
        foreach (var mutant in reports.SelectMany(report => report.Survivors))
            terminal.Output.WriteLine($"{terminal.Paint(Tone.Strong, Terminal.Visible($"{folder}/{mutant.Place}"))}: no case notices {terminal.Paint(Tone.Bad, Terminal.Visible($"`{mutant.Before}` → `{mutant.After}`"))} in {mutant.PolicyId}/{mutant.Part}");
        foreach (var (policy, line) in reports.SelectMany(report => report.Stale.Select(line => (report.PolicyId, line))))
            terminal.Output.WriteLine($"{policy}: the read-me accepts a change that does not survive: {Terminal.Visible(line)}");
        var survivors = reports.Sum(report => report.Survivors.Length);
        var accepted = reports.Sum(report => report.Accepted.Length);
        var killed = reports.Sum(report => report.Killed);
        var refused = reports.Sum(report => report.Refused);
        terminal.Output.WriteLine(FormattableString.Invariant(
            $"mutants: {killed + survivors + accepted} made, {killed} noticed by a case, {survivors} survive, {accepted} accepted in read-me files{(refused > 0 ? $"; {refused} more are no expressions" : "")}"));
        if (survivors > 0) terminal.Output.WriteLine("  add a case that differs, or a line to the policy's README.md: - survives: `before` → `after`: why no case can differ");
    }
}
