using System.Collections.Immutable;
using System.CommandLine;
using Compliance.Evidence.Acquisition;
using Compliance.Evidence.Collection;
using Compliance.Formats.Reading;
using Compliance.Oci.Snapshots;
using Compliance.Service.Auditing;
using Compliance.Service.CommandLine;
using Compliance.Service.Registries;
using Compliance.Service.Terminals;

namespace Compliance.Service.Verbs.Images;

/// <summary><c>compliance tree &lt;image&gt;</c>: everything that is attached to an image, judged by the code that audits use.</summary>
internal static class TreeVerb
{
    private static readonly ImmutableArray<ICollector> Judges = [new SignatureCollector(), new AttestationCollector()];

    public static Command Build(CommandContext context)
    {
        Argument<string> image = new("image") { Description = "Image in a layout, an archive or a registry; see compliance help images" };
        var platform = PlatformOption.Create();
        Option<string?> trust = new("--trust") { Description = "Folder with trust.yaml and the keys of those who may sign; without it outcomes are unknown", HelpName = "dir" };
        Option<DateTimeOffset?> at = new("--at") { Description = "Date to judge by, RFC 3339 (default: now)", HelpName = "time", CustomParser = TimeArgument.Parse };
        var json = JsonOption.Create();
        var verb = new Command("tree", "Shows everything attached to an image, verified (exit 0 every signature verified, 1 one failed, 2 unknown or none)") { image, platform, trust, at, json };
        verb.SetAction((parsed, cancellation) =>
        {
            var limits = Limits.Default;
            var inputs = AuditInputs.None with { Trust = CallerFiles.ReadTrust(parsed.GetValue(trust), limits) };
            var progress = ProgressLine.For(context.Terminal, parsed.GetValue(json));
            AttachmentTree tree;
            using (progress as IDisposable)
            {
                using var snapshot = context.Images.For(parsed).Open(ImageArgument.Parse(parsed.GetValue(image)!), limits, progress, cancellation, parsed.GetValue(platform));
                progress.Step("reading what is attached");
                var raw = ImageAcquisition.Attached(snapshot, inputs, limits, cancellation);
                var judged = Collectors.Collect(raw, new CollectionContext(limits, parsed.GetValue(at) ?? context.Clock.GetUtcNow(), ImmutableDictionary<string, ReadOnlyMemory<byte>>.Empty), Judges);
                tree = AttachmentTree.Of(snapshot, judged);
            }

            if (parsed.GetValue(json)) JsonOutput.Write(context.Terminal.Output, tree.WriteJson);
            else tree.WriteText(context.Terminal);
            return Task.FromResult(tree.ExitCode);
        });
        return verb;
    }
}
