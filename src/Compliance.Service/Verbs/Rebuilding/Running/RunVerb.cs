using System.CommandLine;
using Compliance.Pipeline.Delta;
using Compliance.Pipeline.Run;
using Compliance.Policy.Results;
using Compliance.Service.CommandLine;
using Compliance.Service.Configuration;
using Compliance.Service.Identity;
using Compliance.Service.Terminals;
using Compliance.Service.Verbs.Rebuilding.Planning;
using Compliance.Service.Verbs.Signing;
using Compliance.Store.Sqlite;

namespace Compliance.Service.Verbs.Rebuilding.Running;

/// <summary><c>compliance rebuild run</c>: does what a plan says, and proves what came of it.</summary>
internal static class RunVerb
{
    public static Command Build(CommandContext context, Option<string?> data)
    {
        var input = new PlanInput();
        var keys = new SigningKeyOptions(data);
        Option<string> target = new("--out") { Description = "Folder for image, SBOMs, evidence, delta and journal; a run that was killed goes on there", HelpName = "dir", Required = true };
        Option<bool> dry = new("--dry-run") { Description = "Plan only: write nothing" };
        Option<bool> json = JsonOption.Create();
        var verb = new Command("run", "Rebuilds an image by plan: composes, describes, signs, audits before and after, signs the difference (exit as audit of the result)") { target, dry, json };
        input.AddTo(verb);
        keys.AddTo(verb);
        verb.SetAction(async (parsed, cancellation) =>
        {
            var folder = parsed.GetValue(target)!;
            // A run that goes on judges by the date of its beginning.
            var begun = RebuildJournal.BeganAt(folder) ?? context.Clock.GetUtcNow();
            var progress = ProgressLine.For(context.Terminal, parsed.GetValue(json));
            using var shown = progress as IDisposable;
            var request = input.Read(parsed, context, input.At(parsed) ?? begun, progress, cancellation);
            progress.Step("trying the rebuild in memory");
            var plan = PlanVerb.Planned(request, cancellation);
            if (parsed.GetValue(dry))
            {
                (progress as IDisposable)?.Dispose();
                PlanText.Write(context.Terminal, plan);
                return ExitCodes.Good;
            }

            var place = DataDirectory.Resolve(parsed.GetValue(data), context.Environment);
            using var imageSigner = keys.Open(parsed, context);
            using var evidenceSigner = new IdentityFolder(place).OpenOrMake(keys.Passphrase(parsed), context.Clock, out _);
            var tools = new RebuildTools(input.PolicyFolderOf(parsed, context), imageSigner, evidenceSigner, SqliteEvidenceStore.Open(place), context.Clock);
            var outcome = await new RebuildRun(request, plan, folder, tools).RunAsync(begun, progress, cancellation).ConfigureAwait(false);
            (progress as IDisposable)?.Dispose();
            if (parsed.GetValue(json)) JsonOutput.Write(context.Terminal.Output, writer => RunJson.Write(writer, outcome));
            else RunText.Write(context.Terminal, outcome);
            return ExitCodeOf(outcome.Delta);
        });
        return verb;
    }

    private static int ExitCodeOf(RebuildDelta delta) => delta.VerdictAfter switch
    {
        Verdict.NotMet => ExitCodes.Bad,
        Verdict.Unknown => ExitCodes.Open,
        _ => ExitCodes.Good,
    };
}
