using Compliance.Formats;

namespace Compliance.Pipeline.Compose.Output;

/// <summary>Writes composed images as an OCI layout (image layout specification 1.0.0) whose <c>index.json</c> is the image's index, as apko writes it.</summary>
public static class LayoutFolderWriter
{
    /// <summary>Blobs first, <c>index.json</c> last: a reader never meets an index whose blobs are not there.</summary>
    /// <exception cref="IOException">The folder can't be written, or holds something else than this layout.</exception>
    public static void Write(string folder, Composition composition)
    {
        ArgumentNullException.ThrowIfNull(composition);
        Refuse(folder);
        var blobs = Directory.CreateDirectory(Path.Combine(folder, "blobs", "sha256")).FullName;
        foreach (var image in composition.Images)
        {
            foreach (var layer in image.Layers) Put(blobs, layer.Digest, layer.Content.Span);
            Put(blobs, image.ConfigDigest, image.Config.Span);
            Put(blobs, image.ManifestDigest, image.Manifest.Span);
        }

        File.WriteAllText(Path.Combine(folder, "oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
        var temporary = Path.Combine(folder, "index.json.tmp");
        File.WriteAllBytes(temporary, composition.Index.ToArray());
        File.Move(temporary, Path.Combine(folder, "index.json"), overwrite: true);
    }

    /// <exception cref="IOException">The folder holds something else than a layout.</exception>
    public static void Refuse(string folder)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any() && !File.Exists(Path.Combine(folder, "oci-layout")))
            throw new IOException($"'{folder}' is not empty and no OCI layout");
    }

    private static void Put(string blobs, Digest digest, ReadOnlySpan<byte> content)
    {
        var file = Path.Combine(blobs, digest.Hex);
        if (!File.Exists(file)) File.WriteAllBytes(file, content);
    }
}
