using System.CommandLine;
using Compliance.Pipeline.AirGap;
using Compliance.Service.CommandLine;
using Compliance.Service.Terminals;
using Compliance.Service.Verbs.Rebuilding.Planning;
using Compliance.Service.Verbs.Signing;

namespace Compliance.Service.Verbs.Bundling;

/// <summary><c>compliance bundle plan</c>: what <c>rebuild plan</c> and <c>run</c> of a recipe will ask for, gathered by planning.</summary>
internal static class BundlePlanVerb
{
    public static Command Build(CommandContext context, Option<string?> data)
    {
        var input = new PlanInput(data);
        var keys = new SigningKeyOptions(data);
        Option<string> target = new("--out") { Description = "Folder for the bundle; new or empty", HelpName = "dir", Required = true };
        Option<bool> json = JsonOption.Create();
        var verb = new Command("plan", "Plans a rebuild and puts recipe, configuration, keys, indexes and packages that the plan asked for into a bundle") { target, json };
        input.AddTo(verb, takesBundle: false);
        keys.AddTo(verb);
        verb.SetAction((parsed, cancellation) =>
        {
            var folder = parsed.GetValue(target)!;
            BundleVerb.RefuseFilled(folder);
            var progress = ProgressLine.For(context.Terminal, parsed.GetValue(json));
            var writer = new BundleWriter(folder);
            using (progress as IDisposable)
            {
                using var feeds = input.Feeds(parsed, context, cancellation);
                var request = input.Read(parsed, context, input.At(parsed) ?? context.Clock.GetUtcNow(), feeds?.Catalog, progress, cancellation);
                var recording = new RecordingFiles(request.Compose.Files);
                progress.Step("trying the rebuild in memory");
                PlanVerb.Planned(input, parsed, context, request with { Compose = request.Compose with { Files = recording } }, cancellation);
                var recipe = input.Recipe(parsed);
                var included = new SortedDictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
                recipe.ToRequest(input.Keyring(parsed), null, included);
                writer.Add(BundleInput.Configuration + input.RecipeName(parsed), recipe.Content);
                writer.Add(BundleInput.Configuration + recipe.Recipe.Configuration, recipe.Configuration);
                foreach (var (name, content) in included) writer.Add(BundleInput.Configuration + name, content);
                BundleVerb.AddTaken(writer, request.Compose, recording);
            }

            using var signer = keys.Open(parsed, context);
            writer.Finish(signer);
            BundleVerb.Say(context, parsed.GetValue(json), folder, writer.Count, writer.Bytes);
            return Task.FromResult(ExitCodes.Good);
        });
        return verb;
    }
}
