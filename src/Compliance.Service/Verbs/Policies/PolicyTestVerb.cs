using System.Collections.Immutable;
using System.CommandLine;
using Compliance.Formats.Reading;
using Compliance.Policy.Cases;
using Compliance.Policy.Cases.Covering;
using Compliance.Policy.Cases.Mutating;
using Compliance.Policy.Library;
using Compliance.Service.Auditing;
using Compliance.Service.CommandLine;
using Compliance.Service.Terminals;

namespace Compliance.Service.Verbs.Policies;

/// <summary><c>compliance policy test [dir]</c>: runs the cases, and says how much they would notice.</summary>
internal static class PolicyTestVerb
{
    public static Command Build(CommandContext context)
    {
        var folder = PolicyFolderArgument.Create();
        Option<string?> policy = new("--policy") { Description = "Only this policy's cases", HelpName = "id" };
        Option<bool> coverage = new("--coverage") { Description = "Also list the checks that no case saw fail, or saw unknown" };
        Option<bool> mutate = new("--mutate") { Description = "Also change each comparison, operator and constant, and demand that a case fails (exit 1 when a change survives)" };
        Option<bool> json = JsonOption.Create();
        var verb = new Command("test", "Runs the cases of policies (exit 0 all as expected, 1 not)") { folder, policy, coverage, mutate, json };
        verb.SetAction(parsed =>
        {
            var place = PolicyFolderArgument.Resolve(parsed.GetValue(folder), context);
            var run = Run(context.Terminal, place, parsed.GetValue(policy), parsed.GetValue(coverage), parsed.GetValue(mutate), parsed.GetValue(json));
            if (parsed.GetValue(json)) PolicyTestJson.Write(context.Terminal.Output, run, place);
            else PolicyTestText.Write(context.Terminal, run, place);
            return run.IsGood ? ExitCodes.Good : ExitCodes.Bad;
        });
        return verb;
    }

    private static PolicyTestRun Run(Terminal terminal, string folder, string? only, bool coverage, bool mutate, bool json)
    {
        var reading = PolicyLibrary.Load(PolicyFolder.ReadAll(folder));
        if (!reading.TryGet(out var library)) return new PolicyTestRun([.. reading.Defects], 0, [], null, null);
        var (cases, defects) = PolicyCaseReader.ReadAll(library);
        if (!defects.IsEmpty) return new PolicyTestRun(defects, library.Policies.Count, [], null, null);
        if (only is not null && !library.Policies.ContainsKey(only))
            throw new VerbFailure(ExitCodes.Usage, $"there is no policy '{only}' in {folder}", $"there are: {string.Join(", ", library.Policies.Keys)}");

        var results = PolicyCaseRunner.Run(library, cases.Where(one => only is null || one.PolicyId == only));
        var count = only is null ? library.Policies.Count : 1;
        ImmutableArray<CheckCoverage>? covered = coverage ? [.. CaseCoverage.Of(library, results).Where(check => only is null || check.PolicyId == only)] : null;
        var isGood = results.All(result => result.Passed);
        return new PolicyTestRun([], count, results, covered, mutate && isGood ? Mutate(terminal, library, cases, only, json) : null);
    }

    private static ImmutableArray<MutationReport> Mutate(Terminal terminal, PolicyLibrary library, ImmutableArray<PolicyCase> cases, string? only, bool json)
    {
        var progress = ProgressLine.For(terminal, json);
        using (progress as IDisposable)
        {
            var done = 0;
            return [.. PolicyMutation.Run(library, cases, only, id => progress.Step(FormattableString.Invariant($"{++done} of {library.Policies.Count}  {id}")))];
        }
    }
}
