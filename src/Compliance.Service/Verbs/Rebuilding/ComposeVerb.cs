using System.CommandLine;
using Compliance.Formats.Reading;
using Compliance.Pipeline.Attaching;
using Compliance.Pipeline.Compose;
using Compliance.Pipeline.Compose.Output;
using Compliance.Pipeline.Statements;
using Compliance.Service.Auditing;
using Compliance.Service.CommandLine;
using Compliance.Service.Configuration;
using Compliance.Service.Verbs.Rebuilding.Planning;
using Compliance.Service.Verbs.Rebuilding.Running;
using Compliance.Service.Verbs.Signing;
using Compliance.Service.Terminals;

namespace Compliance.Service.Verbs.Rebuilding;

/// <summary><c>compliance rebuild compose</c>: an OCI layout from an apko configuration.</summary>
internal static class ComposeVerb
{
    private const string Prefix = "oci:";

    public static Command Build(CommandContext context, Option<string?> data)
    {
        var input = new RebuildInput(data);
        var keys = new SigningKeyOptions(data);
        var judging = new JudgingOptions();
        var feeds = new FeedOption(data);
        Option<string?> attest = new("--attest") { Description = "Sign the image under this repository name, attach SPDX, CycloneDX, provenance and derivation, signed with --key, and audit it at once (exit as audit)", HelpName = "name" };
        Option<string?> evidence = new("--evidence") { Description = "With --attest: file for the evidence package (default: <dir>.asice)", HelpName = "file" };
        Option<string> target = new("--out") { Description = "Folder of the OCI layout to write, as oci:<dir>", HelpName = "oci:dir", Required = true };
        Option<bool> json = JsonOption.Create();
        var verb = new Command("compose", "Composes an image from verified packages into an OCI layout") { target, attest, evidence, json };
        input.AddTo(verb);
        keys.AddTo(verb);
        judging.AddTo(verb);
        feeds.AddTo(verb);
        verb.SetAction(async (parsed, cancellation) =>
        {
            var text = parsed.GetValue(target)!;
            if (!text.StartsWith(Prefix, StringComparison.Ordinal) || text.Length == Prefix.Length)
                throw new VerbFailure(ExitCodes.Usage, $"--out is '{text}'", "write --out oci:<dir>");
            if (parsed.GetValue(evidence) is not null && parsed.GetValue(attest) is null) throw new VerbFailure(ExitCodes.Usage, "--evidence is for --attest", "without it nothing is audited: compliance audit judges what was composed");
            var folder = text[Prefix.Length..];
            var begun = context.Clock.GetUtcNow();
            var request = input.Read(parsed, context);
            var reading = ImageComposer.Compose(request);
            if (!reading.TryGet(out var composition)) throw input.Failed(parsed, context, request, "the image can't be composed", reading.Defects);
            AuditOutcome? judged = null;
            if (parsed.GetValue(attest) is { } name) judged = await AttestAsync(name).ConfigureAwait(false);
            else LayoutFolderWriter.Write(folder, composition);
            if (parsed.GetValue(json)) JsonOutput.Write(context.Terminal.Output, writer => ComposeText.WriteJson(writer, composition, judged));
            else ComposeText.Write(context.Terminal, composition, text, judged);
            return judged is null ? ExitCodes.Good : ResultAudit.ExitCodeOf(judged.Record.Verdict);

            async Task<AuditOutcome> AttestAsync(string name)
            {
                var when = DateTimeOffset.FromUnixTimeSeconds((judging.At(parsed) ?? begun).ToUnixTimeSeconds());
                var inputs = judging.Inputs(parsed, context, parsed.GetValue(data), Limits.Default);
                using var known = feeds.Open(parsed, context, cancellation);
                using var tools = RebuildTools.Open(parsed, context, parsed.GetValue(data), judging.PolicyFolderOf(parsed, context), keys, known?.Catalog);
                var recipe = (Path.GetFileName(input.FileOf(parsed)), input.ConfigurationDigest);
                var facts = new BuildFacts(name, RecipeFile.LocalBuilder, ProductVersion.Text, [recipe], Seconds(begun), Seconds(context.Clock.GetUtcNow()), $"urn:sha256:{composition.IndexDigest.Hex}");
                LayoutFolderWriter.Refuse(folder);
                RebuiltLayout.Make(composition, facts, request.Configuration, tools.ImageSigner, RebuiltLayout.Tag).WriteTo(folder);
                var audit = new ResultAudit(tools, judging.Profile(parsed), inputs, when, Limits.Default);
                var progress = ProgressLine.For(context.Terminal, parsed.GetValue(json));
                using var shown = progress as IDisposable;
                return await audit.RunAsync($"{Prefix}{folder}:{RebuiltLayout.Tag}", parsed.GetValue(evidence) ?? $"{folder.TrimEnd('/')}.asice", progress, cancellation).ConfigureAwait(false);
            }
        });
        return verb;
    }

    private static DateTimeOffset Seconds(DateTimeOffset time) => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());
}
