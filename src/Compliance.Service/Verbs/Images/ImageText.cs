using System.Globalization;
using Compliance.Oci.Models;
using Compliance.Oci.Snapshots;
using Compliance.Service.Terminals;

namespace Compliance.Service.Verbs.Images;

/// <summary>An image for people.</summary>
internal static class ImageText
{
    public static void Write(Terminal terminal, ImageSnapshot snapshot)
    {
        var output = terminal.Output;
        output.WriteLine($"image     {Terminal.Visible(snapshot.Reference.Text)}");
        output.WriteLine($"digest    {snapshot.Root.Digest}  {Terminal.Visible(snapshot.Root.MediaType.Text)}  {Sizes.Of(snapshot.Root.Size)}");
        foreach (var image in snapshot.Images) Write(terminal, image);
        foreach (var missing in snapshot.UnreadableImages) output.WriteLine(terminal.Paint(Tone.Open, $"platform  {missing.Platform?.ToString() ?? "not stated"}  {missing.Digest}  can't be read"));
        foreach (var defect in snapshot.Defects.Where(defect => defect.Code != Oci.OciCodes.ArtifactScanIncomplete)) output.WriteLine(terminal.Paint(Tone.Open, $"defect    {Terminal.Visible(defect.ToString())}"));
    }

    private static void Write(Terminal terminal, PlatformImage image)
    {
        var layers = image.Layers.Sum(layer => layer.Size);
        terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"platform  {Terminal.Visible(image.Platform?.ToString() ?? "not stated")}  {image.Digest}  {image.Layers.Length} layers  {Sizes.Of(layers)}"));
        if (image.Config is { } config)
        {
            Line(terminal, "created", config.Created);
            Line(terminal, "user", config.User.Length > 0 ? config.User : "root (none is stated)");
            Line(terminal, "entrypoint", string.Join(' ', config.Entrypoint));
            Line(terminal, "command", string.Join(' ', config.Cmd));
            Line(terminal, "directory", config.WorkingDir);
            Line(terminal, "ports", string.Join(", ", config.ExposedPorts));
            foreach (var (name, value) in config.Labels) Line(terminal, "label", $"{name}={value}");
        }

        foreach (var layer in image.Layers) Line(terminal, "layer", $"{layer.Digest}  {layer.MediaType.Text}  {Sizes.Of(layer.Size)}");
    }

    private static void Line(Terminal terminal, string name, string value)
    {
        if (value.Length > 0) terminal.Output.WriteLine($"  {name,-10}  {Terminal.Visible(value)}");
    }
}
