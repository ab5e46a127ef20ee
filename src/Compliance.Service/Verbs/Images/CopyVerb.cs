using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Compliance.Formats.Reading;
using Compliance.Oci.Copying;
using Compliance.Oci.References;
using Compliance.Oci.Registries;
using Compliance.Oci.Registries.Pushing;
using Compliance.Oci.Snapshots;
using Compliance.Service.Auditing;
using Compliance.Service.CommandLine;
using Compliance.Service.Registries;
using Compliance.Service.Terminals;

namespace Compliance.Service.Verbs.Images;

/// <summary><c>compliance copy &lt;image&gt; &lt;destination&gt;</c>: an image with everything attached to it, every digest as it was.</summary>
internal sealed class CopyVerb
{
    private readonly CommandContext context;
    private readonly Argument<string> image = new("image") { Description = "Image in a layout, an archive or a registry" };
    private readonly Argument<string> destination = new("destination") { Description = "registry/name[:tag], or oci:<dir>[:tag]; without a tag the image's own, else latest" };
    private readonly Option<bool> bare = new("--bare") { Description = "Leave signatures, attestations and SBOMs behind" };
    private readonly Option<bool> dryRun = new("--dry-run") { Description = "Say what would be sent, send nothing" };
    private readonly Option<Oci.Models.Platform?> platform = PlatformOption.Create();
    private readonly Option<bool> json = JsonOption.Create();

    private CopyVerb(CommandContext context) => this.context = context;

    public static Command Build(CommandContext context)
    {
        var copy = new CopyVerb(context);
        var verb = new Command("copy", "Copies an image with everything attached to it; every digest stays") { copy.image, copy.destination, copy.platform, copy.bare, copy.dryRun, copy.json };
        verb.SetAction(copy.RunAsync);
        return verb;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var (from, to) = (ImageArgument.Parse(parsed.GetValue(image)!), ImageArgument.Parse(parsed.GetValue(destination)!));
        if (to.Digest is not null) throw new VerbFailure(ExitCodes.Usage, "a destination is named by tag", "the digest is the image's own");
        var (isBare, isDryRun, isJson) = (parsed.GetValue(bare), parsed.GetValue(dryRun), parsed.GetValue(json));
        var target = ImageTargets.Open(context, parsed, to, isDryRun);
        var progress = ProgressLine.For(context.Terminal, isJson);
        CopyResult result;
        using (progress as IDisposable)
        {
            using var snapshot = context.Images.For(parsed).Open(from, Limits.Default, progress, cancellation, parsed.GetValue(platform), withAttachments: !isBare);
            if (!isBare && !snapshot.ArtifactsComplete) throw ImageOpener.Failed("what is attached to the image", [.. snapshot.Defects]);
            result = await CopyAsync(snapshot, target, ImageTargets.TagOf(to, from.Tag), !isBare, progress, cancellation).ConfigureAwait(false);
        }

        if (isJson) JsonOutput.Write(context.Terminal.Output, writer => WriteJson(writer, result, target, ImageTargets.TagOf(to, from.Tag), isDryRun));
        else WriteText(context.Terminal, result, target, ImageTargets.TagOf(to, from.Tag), isDryRun);
        return ExitCodes.Good;
    }

    /// <exception cref="VerbFailure">An image of the index can't be read, or the target does not take it.</exception>
    public static async Task<CopyResult> CopyAsync(ImageSnapshot snapshot, IImageTarget target, string tag, bool withAttachments, IAuditProgress progress, CancellationToken cancellation)
    {
        var copy = new ImageCopy(snapshot, target, new Copied(progress));
        if (!copy.Obstacles.IsEmpty) throw VerbFailure.Unreadable("an image of the index", copy.Obstacles, "one platform alone: --platform");
        try
        {
            return await copy.RunAsync(tag, withAttachments, cancellation).ConfigureAwait(false);
        }
        catch (RegistryException broken)
        {
            throw ImageOpener.Failed(target.Name, [broken.Defect]);
        }
        catch (Oci.Sources.BlobMismatchException broken)
        {
            throw VerbFailure.Unreadable("the image", [broken.Defect]);
        }
    }

    /// <summary>Copies an image that was just made, with everything attached.</summary>
    /// <param name="tag">Where the caller typed none.</param>
    /// <returns>Place and tag.</returns>
    public static async Task<string> PushAsync(CommandContext context, ParseResult parsed, ImageSnapshot made, ImageReference to, string tag, IAuditProgress progress, CancellationToken cancellation)
    {
        var target = ImageTargets.Open(context, parsed, to, isPlanned: false);
        var name = ImageTargets.TagOf(to, tag);
        await CopyAsync(made, target, name, true, progress, cancellation).ConfigureAwait(false);
        return $"{target.Name}:{name}";
    }

    private static void WriteText(Terminal terminal, CopyResult result, IImageTarget target, string tag, bool isDryRun)
    {
        var output = terminal.Output;
        output.WriteLine($"image     {result.Root.Digest}");
        output.WriteLine($"{(isDryRun ? "would be" : "copied  ")}  {Terminal.Visible(target.Name)}:{Terminal.Visible(tag)}");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"blobs     {result.BlobsSent} sent ({Sizes.Of(result.SentBytes)}), {result.BlobsMounted} mounted, {result.BlobsThere} were there; {result.Manifests} manifests"));
        foreach (var artifact in result.Attached) output.WriteLine($"attached  {artifact.Digest}  {Terminal.Visible(artifact.Manifest.ArtifactType?.Text ?? artifact.Place)}  to {artifact.Subject}");
        if (isDryRun) output.WriteLine("nothing was sent");
    }

    private static void WriteJson(Utf8JsonWriter writer, CopyResult result, IImageTarget target, string tag, bool isDryRun)
    {
        writer.WriteStartObject();
        ImageJson.Describe(writer, result.Root);
        writer.WriteString("destination", $"{target.Name}:{tag}");
        writer.WriteBoolean("dryRun", isDryRun);
        writer.WriteNumber("manifests", result.Manifests);
        writer.WriteNumber("blobsSent", result.BlobsSent);
        writer.WriteNumber("blobsMounted", result.BlobsMounted);
        writer.WriteNumber("blobsThere", result.BlobsThere);
        writer.WriteNumber("bytesSent", result.SentBytes);
        writer.WriteStartArray("attached");
        foreach (var artifact in result.Attached)
        {
            writer.WriteStartObject();
            ImageJson.Describe(writer, artifact.Descriptor);
            writer.WriteString("subject", artifact.Subject.ToString());
            writer.WriteString("artifactType", artifact.Manifest.ArtifactType?.Text);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private sealed class Copied(IAuditProgress progress) : IProgress<CopyProgress>
    {
        public void Report(CopyProgress value) => progress.Step($"copying  {Sizes.Of(value.Bytes)} of {Sizes.Of(value.TotalBytes)}");
    }
}
