using System.CommandLine;
using System.Text;
using Compliance.Formats.Reading;
using Compliance.Oci.References;
using Compliance.Oci.Registries;
using Compliance.Oci.Snapshots;
using Compliance.Service.CommandLine;
using Compliance.Service.Registries;
using Compliance.Service.Terminals;

namespace Compliance.Service.Verbs.Images;

/// <summary><c>compliance inspect &lt;image&gt;</c>: what a name means: digests, platforms, configuration, layers; or the tags of a repository.</summary>
internal static class InspectVerb
{
    public static Command Build(CommandContext context)
    {
        Argument<string> image = new("image") { Description = "Image in a layout, an archive or a registry; see compliance help images" };
        var platform = PlatformOption.Create();
        Option<bool> tags = new("--tags") { Description = "List the tags of the registry's repository instead" };
        Option<bool> raw = new("--raw") { Description = "Print the manifest or index as it is, byte for byte" };
        var json = JsonOption.Create();
        var verb = new Command("inspect", "Shows what an image's name means: digests, platforms, configuration, layers") { image, platform, tags, raw, json };
        verb.SetAction(async (parsed, cancellation) =>
        {
            var reference = ImageArgument.Parse(parsed.GetValue(image)!);
            if (parsed.GetValue(tags)) return await ListAsync(context, parsed, reference, parsed.GetValue(json), cancellation).ConfigureAwait(false);
            var progress = ProgressLine.For(context.Terminal, parsed.GetValue(json));
            ImageSnapshot snapshot;
            using (progress as IDisposable)
            {
                snapshot = context.Images.For(parsed).Open(reference, Limits.Default, progress, cancellation, parsed.GetValue(platform), withAttachments: false);
            }

            using var held = snapshot;
            if (parsed.GetValue(raw)) context.Terminal.Output.Write(Encoding.UTF8.GetString(snapshot.RootBytes.Span));
            else if (parsed.GetValue(json)) JsonOutput.Write(context.Terminal.Output, writer => ImageJson.Write(writer, snapshot));
            else ImageText.Write(context.Terminal, snapshot);
            return snapshot.UnreadableImages.IsEmpty ? ExitCodes.Good : ExitCodes.Open;
        });
        return verb;
    }

    private static async Task<int> ListAsync(CommandContext context, ParseResult parsed, ImageReference reference, bool isJson, CancellationToken cancellation)
    {
        if (reference.Transport != ImageTransport.Registry) throw new VerbFailure(ExitCodes.Usage, "--tags is for repositories of registries", "the message of a name that does not fit lists a layout's tags");
        var reader = context.Images.Client(parsed).Read(RepositoryName.Of(reference), Limits.Default);
        Reading<IReadOnlyList<string>> reading;
        try
        {
            reading = await reader.ListTagsAsync(cancellation).ConfigureAwait(false);
        }
        catch (RegistryException broken)
        {
            throw ImageOpener.Failed(reader.Repository.ToString(), [broken.Defect]);
        }

        if (!reading.TryGet(out var tags)) throw ImageOpener.Failed(reader.Repository.ToString(), reading.Defects);
        if (isJson)
        {
            JsonOutput.Write(context.Terminal.Output, writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("repository", reader.Repository.ToString());
                writer.WriteBoolean("isComplete", reading.Defects.IsEmpty);
                writer.WriteStartArray("tags");
                foreach (var tag in tags) writer.WriteStringValue(tag);
                writer.WriteEndArray();
                writer.WriteEndObject();
            });
        }
        else
        {
            foreach (var tag in tags) context.Terminal.Output.WriteLine(Terminal.Visible(tag));
            foreach (var defect in reading.Defects) context.Terminal.Error.WriteLine(Terminal.Visible(defect.ToString()));
        }

        return reading.Defects.IsEmpty ? ExitCodes.Good : ExitCodes.Open;
    }
}
