using System.CommandLine;
using Compliance.Pipeline.Compose;
using Compliance.Pipeline.Compose.Output;
using Compliance.Service.Auditing;
using Compliance.Service.CommandLine;
using Compliance.Service.Terminals;
using Compliance.Service.Verbs.Rebuilding.Running;

namespace Compliance.Service.Verbs.Rebuilding;

/// <summary><c>compliance rebuild compose</c>: an image from an apko configuration, into an OCI layout, a registry, or both.</summary>
internal static class ComposeVerb
{
    private const string Prefix = "oci:";

    public static Command Build(CommandContext context, Option<string?> data)
    {
        var input = new RebuildInput(data);
        var attesting = new ComposeAttesting(context, data, input);
        Option<string?> target = new("--out") { Description = "Folder of the OCI layout to write, as oci:<dir>", HelpName = "oci:dir" };
        Option<string?> push = new("--push") { Description = "Put the image with everything attached there: registry/name[:tag], or oci:<dir>[:tag]; beside --out or instead of it", HelpName = "image" };
        Option<bool> json = JsonOption.Create();
        var verb = new Command("compose", "Composes an image from verified packages into an OCI layout or a registry") { target, push, json };
        input.AddTo(verb);
        attesting.AddTo(verb);
        verb.SetAction(async (parsed, cancellation) =>
        {
            var pushTo = parsed.GetValue(push) is { } named ? ImageArgument.Parse(named) : null;
            if (pushTo?.Digest is not null) throw new VerbFailure(ExitCodes.Usage, "a destination is named by tag", "the digest is the image's own");
            var text = parsed.GetValue(target);
            if (text is null && pushTo is null) throw new VerbFailure(ExitCodes.Usage, "where the image shall go is not said", "write --out oci:<dir>, --push <image>, or both");
            if (text is not null && (!text.StartsWith(Prefix, StringComparison.Ordinal) || text.Length == Prefix.Length)) throw new VerbFailure(ExitCodes.Usage, $"--out is '{text}'", "write --out oci:<dir>");
            var folder = text?[Prefix.Length..];
            attesting.Check(parsed, folder);
            var progress = ProgressLine.For(context.Terminal, parsed.GetValue(json));
            var begun = context.Clock.GetUtcNow();
            var request = input.Read(parsed, context);
            var reading = ImageComposer.Compose(request);
            if (!reading.TryGet(out var composition)) throw input.Failed(parsed, context, request, "the image can't be composed", reading.Defects);
            var made = new MadeImage(composition, folder, pushTo);
            AuditOutcome? judged = null;
            using (progress as IDisposable)
            {
                if (attesting.IsAsked(parsed))
                {
                    judged = await attesting.RunAsync(parsed, request, made, begun, progress, cancellation).ConfigureAwait(false);
                }
                else
                {
                    if (folder is not null) LayoutFolderWriter.Write(folder, composition);
                    await made.PushAsync(context, parsed, null, progress, cancellation).ConfigureAwait(false);
                }
            }

            if (parsed.GetValue(json)) JsonOutput.Write(context.Terminal.Output, writer => ComposeText.WriteJson(writer, made, judged));
            else ComposeText.Write(context.Terminal, made, judged);
            return judged is null ? ExitCodes.Good : ResultAudit.ExitCodeOf(judged.Record.Verdict);
        });
        return verb;
    }
}
