using System.CommandLine;
using Compliance.Pipeline.Compose;
using Compliance.Pipeline.Compose.Output;
using Compliance.Service.CommandLine;
using Compliance.Service.Terminals;

namespace Compliance.Service.Verbs.Rebuilding;

/// <summary><c>compliance rebuild compose</c>: an OCI layout from an apko configuration.</summary>
internal static class ComposeVerb
{
    private const string Prefix = "oci:";

    public static Command Build(CommandContext context)
    {
        var input = new RebuildInput();
        Option<string> target = new("--out") { Description = "Folder of the OCI layout to write, as oci:<dir>", HelpName = "oci:dir", Required = true };
        Option<bool> json = JsonOption.Create();
        var verb = new Command("compose", "Composes an image from verified packages into an OCI layout") { target, json };
        input.AddTo(verb);
        verb.SetAction(parsed =>
        {
            var text = parsed.GetValue(target)!;
            if (!text.StartsWith(Prefix, StringComparison.Ordinal) || text.Length == Prefix.Length)
                throw new VerbFailure(ExitCodes.Usage, $"--out is '{text}'", "write --out oci:<dir>");
            var reading = ImageComposer.Compose(input.Read(parsed, context));
            if (!reading.TryGet(out var composition)) throw RebuildInput.Refused("the image can't be composed", reading.Defects);
            LayoutFolderWriter.Write(text[Prefix.Length..], composition);
            if (parsed.GetValue(json)) JsonOutput.Write(context.Terminal.Output, writer => WriteJson(writer, composition));
            else WriteText(context.Terminal.Output, composition, text);
            return ExitCodes.Good;
        });
        return verb;
    }

    private static void WriteText(TextWriter output, Composition composition, string target)
    {
        output.WriteLine($"image     {target}  {composition.IndexDigest}");
        foreach (var image in composition.Images)
        {
            output.WriteLine($"  linux/{image.Architecture}  {image.ManifestDigest}  {image.Packages.Length} packages  {Sizes.Of(image.LayerBytes)}");
            foreach (var layer in image.Layers) output.WriteLine($"    diff id  {layer.DiffId}    compare this one with other builders: compressed digests depend on the compressor");
        }

        foreach (var note in composition.Notes) output.WriteLine($"  note  {note}");
    }

    private static void WriteJson(System.Text.Json.Utf8JsonWriter writer, Composition composition)
    {
        writer.WriteStartObject();
        writer.WriteString("index", composition.IndexDigest.ToString());
        writer.WriteStartArray("images");
        foreach (var image in composition.Images)
        {
            writer.WriteStartObject();
            writer.WriteString("architecture", image.Architecture);
            writer.WriteString("manifest", image.ManifestDigest.ToString());
            writer.WriteString("config", image.ConfigDigest.ToString());
            writer.WriteStartArray("diffIds");
            foreach (var layer in image.Layers) writer.WriteStringValue(layer.DiffId.ToString());
            writer.WriteEndArray();
            writer.WriteStartArray("packages");
            foreach (var package in image.Packages)
            {
                writer.WriteStartObject();
                writer.WriteString("name", package.Name);
                writer.WriteString("version", package.Version);
                writer.WriteString("file", package.Verification.File.ToString());
                writer.WriteString("signedBy", package.Verification.Signature.Key?.Name);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("notes");
        foreach (var note in composition.Notes) writer.WriteStringValue(note.ToString());
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
