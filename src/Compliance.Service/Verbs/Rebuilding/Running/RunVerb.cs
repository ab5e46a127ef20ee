using System.CommandLine;
using Compliance.Formats.Packages.Recipes;
using Compliance.Formats.Reading;
using Compliance.Pipeline.Attaching;
using Compliance.Pipeline.Run;
using Compliance.Service.CommandLine;
using Compliance.Service.Registries;
using Compliance.Service.Terminals;
using Compliance.Service.Verbs.Images;
using Compliance.Service.Verbs.Rebuilding.Planning;
using Compliance.Service.Verbs.Signing;

namespace Compliance.Service.Verbs.Rebuilding.Running;

/// <summary><c>compliance rebuild run</c>: does what a plan says, and proves what came of it.</summary>
internal static class RunVerb
{
    public static Command Build(CommandContext context, Option<string?> data)
    {
        var input = new PlanInput(data);
        var keys = new SigningKeyOptions(data);
        Option<string> target = new("--out") { Description = "Folder for image, SBOMs, evidence, delta and journal; a run that was killed goes on there", HelpName = "dir", Required = true };
        var stamps = TimestampOption.Create();
        Option<string?> push = new("--push") { Description = "Copy the image with everything attached there when it is made: registry/name[:tag], or oci:<dir>[:tag]", HelpName = "image" };
        Option<bool> dry = new("--dry-run") { Description = "Plan only: write nothing" };
        Option<bool> json = JsonOption.Create();
        var verb = new Command("run", "Rebuilds an image by plan: composes, describes, signs, audits before and after, signs the difference (exit as audit of the result)") { target, push, stamps, dry, json };
        input.AddTo(verb);
        keys.AddTo(verb);
        verb.SetAction(async (parsed, cancellation) =>
        {
            var folder = parsed.GetValue(target)!;
            var pushTo = parsed.GetValue(push) is { } named ? ImageArgument.Parse(named) : null;
            // A run that goes on judges by the date of its beginning.
            var begun = RebuildJournal.BeganAt(folder) ?? context.Clock.GetUtcNow();
            var progress = ProgressLine.For(context.Terminal, parsed.GetValue(json));
            using var shown = progress as IDisposable;
            using var feeds = input.Feeds(parsed, context, cancellation);
            if (input.Recipe(parsed) is { Recipe.Kind: RecipeKind.Command } command)
            {
                if (parsed.GetValue(dry)) throw new VerbFailure(ExitCodes.Usage, "--dry-run plans, and what a command makes can't be planned", "run it, or reproduce it: compliance rebuild reproduce");
                if (!command.Recipe.Tests.IsEmpty) throw new VerbFailure(ExitCodes.Usage, "tests of a recipe of kind command are not run, and the recipe has some", "run them in the command, and take them out of the recipe");
                return await WithToolsAsync(async tools =>
                {
                    var when = DateTimeOffset.FromUnixTimeSeconds((input.At(parsed) ?? begun).ToUnixTimeSeconds());
                    var audit = new ResultAudit(tools, input.Profile(parsed), input.Inputs(parsed, context, parsed.GetValue(data), Limits.Default), when, Limits.Default);
                    var audits = new RunAudits(folder, audit, input.Subject(parsed), command.Recipe.Image);
                    return await new CommandRun(command, RebuildInput.Epoch(context), audits).RunAsync(begun, progress, cancellation).ConfigureAwait(false);
                }).ConfigureAwait(false);
            }

            var request = input.Read(parsed, context, input.At(parsed) ?? begun, feeds?.Catalog, progress, cancellation);
            progress.Step("trying the rebuild in memory");
            var plan = PlanVerb.Planned(input, parsed, context, request, cancellation);
            if (parsed.GetValue(dry))
            {
                (progress as IDisposable)?.Dispose();
                PlanText.Write(context.Terminal, plan);
                return ExitCodes.Good;
            }

            return await WithToolsAsync(tools => new RebuildRun(request, plan, folder, tools).RunAsync(begun, progress, cancellation)).ConfigureAwait(false);

            async Task<int> WithToolsAsync(Func<RebuildTools, Task<RebuildOutcome>> work)
            {
                using var tools = RebuildTools.Open(parsed, context, parsed.GetValue(data), input.PolicyFolderOf(parsed, context), keys, parsed.GetValue(stamps)!, feeds?.Catalog);
                var outcome = await work(tools).ConfigureAwait(false);
                if (pushTo is not null)
                {
                    using var made = ImageOpener.Local.Open(ImageArgument.Parse(outcome.Image), Limits.Default, progress, cancellation);
                    outcome = outcome with { Pushed = await CopyVerb.PushAsync(context, parsed, made, pushTo, RebuiltLayout.Tag, progress, cancellation).ConfigureAwait(false) };
                }

                (progress as IDisposable)?.Dispose();
                if (parsed.GetValue(json)) JsonOutput.Write(context.Terminal.Output, writer => RunJson.Write(writer, outcome));
                else RunText.Write(context.Terminal, outcome);
                return ResultAudit.ExitCodeOf(outcome.Delta.VerdictAfter);
            }
        });
        return verb;
    }
}
