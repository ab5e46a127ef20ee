using System.CommandLine;
using Compliance.Pipeline.Attaching;
using Compliance.Pipeline.Compose;
using Compliance.Pipeline.Compose.Output;
using Compliance.Pipeline.Statements;
using Compliance.Service.CommandLine;
using Compliance.Service.Configuration;
using Compliance.Service.Verbs.Rebuilding.Planning;
using Compliance.Service.Verbs.Signing;
using Compliance.Service.Terminals;

namespace Compliance.Service.Verbs.Rebuilding;

/// <summary><c>compliance rebuild compose</c>: an OCI layout from an apko configuration.</summary>
internal static class ComposeVerb
{
    private const string Prefix = "oci:";

    public static Command Build(CommandContext context, Option<string?> data)
    {
        var input = new RebuildInput();
        var keys = new SigningKeyOptions(data);
        Option<string?> attest = new("--attest") { Description = "Sign the image under this repository name and attach SPDX, CycloneDX, provenance and derivation, signed with --key", HelpName = "name" };
        Option<string> target = new("--out") { Description = "Folder of the OCI layout to write, as oci:<dir>", HelpName = "oci:dir", Required = true };
        Option<bool> json = JsonOption.Create();
        var verb = new Command("compose", "Composes an image from verified packages into an OCI layout") { target, attest, json };
        input.AddTo(verb);
        keys.AddTo(verb);
        verb.SetAction(parsed =>
        {
            var text = parsed.GetValue(target)!;
            if (!text.StartsWith(Prefix, StringComparison.Ordinal) || text.Length == Prefix.Length)
                throw new VerbFailure(ExitCodes.Usage, $"--out is '{text}'", "write --out oci:<dir>");
            var begun = context.Clock.GetUtcNow();
            var request = input.Read(parsed, context);
            var reading = ImageComposer.Compose(request);
            if (!reading.TryGet(out var composition)) throw input.Failed(parsed, context, request, "the image can't be composed", reading.Defects);
            if (parsed.GetValue(attest) is { } name) Attest(name);
            else LayoutFolderWriter.Write(text[Prefix.Length..], composition);
            if (parsed.GetValue(json)) JsonOutput.Write(context.Terminal.Output, writer => WriteJson(writer, composition));
            else WriteText(context.Terminal.Output, composition, text);
            return ExitCodes.Good;

            void Attest(string name)
            {
                using var signer = keys.Open(parsed, context);
                var file = input.FileOf(parsed);
                var recipe = (Path.GetFileName(file), input.ConfigurationDigest);
                var facts = new BuildFacts(name, RecipeFile.LocalBuilder, ProductVersion.Text, [recipe], Seconds(begun), Seconds(context.Clock.GetUtcNow()), $"urn:sha256:{composition.IndexDigest.Hex}");
                LayoutFolderWriter.Refuse(text[Prefix.Length..]);
                RebuiltLayout.Make(composition, facts, request.Configuration, signer, RebuiltLayout.Tag).WriteTo(text[Prefix.Length..]);
            }
        });
        return verb;
    }

    private static DateTimeOffset Seconds(DateTimeOffset time) => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());

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
