using System.Text.Json;
using Compliance.Policy.Results;
using Compliance.Service.Auditing;
using Compliance.Service.Terminals;

namespace Compliance.Service.Verbs.Rebuilding;

/// <summary>What <c>rebuild compose</c> tells, and of an attested image how it was judged.</summary>
internal static class ComposeText
{
    public static void Write(Terminal terminal, MadeImage made, AuditOutcome? judged)
    {
        var (output, composition) = (terminal.Output, made.Composition);
        output.WriteLine($"image     {(made.Folder is null ? "" : $"oci:{made.Folder}  ")}{composition.IndexDigest}");
        if (made.Pushed.Length > 0) output.WriteLine($"pushed    {Terminal.Visible(made.Pushed)}");
        foreach (var image in composition.Images)
        {
            output.WriteLine($"  linux/{image.Architecture}  {image.ManifestDigest}  {image.Packages.Length} packages  {Sizes.Of(image.LayerBytes)}");
            foreach (var layer in image.Layers) output.WriteLine($"    diff id  {layer.DiffId}    compare this one with other builders: compressed digests depend on the compressor");
        }

        foreach (var note in composition.Notes) output.WriteLine($"  note  {note}");
        if (judged is null) return;
        output.WriteLine($"verdict   {terminal.Paint(VerdictTone.Of(judged.Record.Verdict), judged.Record.Verdict.ToWords())}   evidence: {Terminal.Visible(judged.File ?? "")}");
    }

    public static void WriteJson(Utf8JsonWriter writer, MadeImage made, AuditOutcome? judged)
    {
        var composition = made.Composition;
        writer.WriteStartObject();
        writer.WriteString("index", composition.IndexDigest.ToString());
        if (made.Pushed.Length > 0) writer.WriteString("pushed", made.Pushed);
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
        if (judged is not null)
        {
            writer.WriteString("verdict", judged.Record.Verdict.ToWords());
            writer.WriteString("evidence", judged.File);
        }

        writer.WriteEndObject();
    }
}
