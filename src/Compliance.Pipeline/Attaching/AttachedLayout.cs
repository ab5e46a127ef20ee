using System.Collections.Immutable;
using System.Text.Json;
using Compliance.Cryptography.Hashing;
using Compliance.Formats;
using Compliance.Oci.Models;
using Compliance.Oci.Sources;
using Compliance.Pipeline.Compose.Output;

namespace Compliance.Pipeline.Attaching;

/// <summary>
/// An OCI layout (image layout specification 1.0.0) in the making: images with what is attached to them. Every attachment is a manifest with <c>subject</c> (image
/// specification 1.1); signatures also stand under cosign's tag. The same calls give the same bytes.
/// </summary>
public sealed class AttachedLayout
{
    private const string RefName = "org.opencontainers.image.ref.name";

    private readonly SortedDictionary<Digest, ReadOnlyMemory<byte>> blobs = [];
    private readonly List<(Descriptor Descriptor, string Tag)> listed = [];

    /// <summary>Blobs with their digests, sorted.</summary>
    public IEnumerable<KeyValuePair<Digest, ReadOnlyMemory<byte>>> Blobs => blobs;

    /// <summary>Adds the images of a composition under its index.</summary>
    public Descriptor Add(Composition composition, string tag)
    {
        ArgumentNullException.ThrowIfNull(composition);
        foreach (var image in composition.Images)
        {
            foreach (var layer in image.Layers) blobs[layer.Digest] = layer.Content;
            blobs[image.ConfigDigest] = image.Config;
            blobs[image.ManifestDigest] = image.Manifest;
        }

        return List(composition.Index, OciMediaTypes.Index, tag);
    }

    /// <summary>Adds an index or manifest whose blobs are elsewhere, or were added before.</summary>
    public Descriptor List(ReadOnlyMemory<byte> manifest, MediaType mediaType, string tag)
    {
        var descriptor = Blob(manifest, mediaType);
        listed.Add((descriptor, tag));
        return descriptor;
    }

    /// <summary>Stores bytes and describes them.</summary>
    public Descriptor Blob(ReadOnlyMemory<byte> content, MediaType mediaType)
    {
        var digest = ContentHasher.Sha256(content.Span);
        blobs[digest] = content;
        return new Descriptor(mediaType, digest, content.Length);
    }

    /// <summary>Attaches one document.</summary>
    /// <param name="subject">Manifest or index.</param>
    public Descriptor Attach(Descriptor subject, Attachment attachment)
    {
        ArgumentNullException.ThrowIfNull(attachment);
        var config = Blob("{}"u8.ToArray(), OciMediaTypes.Empty);
        var layer = Blob(attachment.Content, attachment.MediaType);
        var descriptor = Blob(Json(writer =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("schemaVersion", 2);
            writer.WriteString("mediaType", OciMediaTypes.Manifest.Text);
            writer.WriteString("artifactType", attachment.ArtifactType);
            writer.WritePropertyName("config");
            Write(writer, config, []);
            writer.WriteStartArray("layers");
            Write(writer, layer, attachment.Annotations);
            writer.WriteEndArray();
            writer.WritePropertyName("subject");
            Write(writer, subject, []);
            writer.WriteEndObject();
        }), OciMediaTypes.Manifest);
        listed.Add((descriptor with { ArtifactType = new MediaType(attachment.ArtifactType) }, attachment.HasCosignTag ? $"{subject.Digest.Algorithm}-{subject.Digest.Hex}.sig" : ""));
        return descriptor;
    }

    /// <summary><c>index.json</c>: what was listed, in order.</summary>
    public byte[] IndexJson() => Json(writer =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("schemaVersion", 2);
        writer.WriteString("mediaType", OciMediaTypes.Index.Text);
        writer.WriteStartArray("manifests");
        foreach (var (descriptor, tag) in listed) Write(writer, descriptor, tag.Length > 0 ? [(RefName, tag)] : []);
        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    public MemoryLayout ToMemory() => new("memory", IndexJson(), blobs.ToImmutableSortedDictionary());

    /// <summary>Writes the layout: blobs first, <c>index.json</c> last, each file under another name until it is whole.</summary>
    /// <exception cref="IOException">The folder can't be written.</exception>
    public void WriteTo(string folder)
    {
        var place = Directory.CreateDirectory(Path.Combine(folder, "blobs", "sha256")).FullName;
        foreach (var (digest, content) in blobs)
        {
            var file = Path.Combine(place, digest.Hex);
            if (!File.Exists(file)) WholeFiles.Write(file, content.Span);
        }

        WholeFiles.Write(Path.Combine(folder, "oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}"u8);
        WholeFiles.Write(Path.Combine(folder, "index.json"), IndexJson());
    }

    private static void Write(Utf8JsonWriter writer, Descriptor descriptor, IReadOnlyList<(string Name, string Value)> annotations)
    {
        writer.WriteStartObject();
        writer.WriteString("mediaType", descriptor.MediaType.Text);
        writer.WriteString("digest", descriptor.Digest.ToString());
        writer.WriteNumber("size", descriptor.Size);
        if (descriptor.ArtifactType is { } type) writer.WriteString("artifactType", type.Text);
        if (annotations.Count > 0)
        {
            writer.WriteStartObject("annotations");
            foreach (var (name, value) in annotations) writer.WriteString(name, value);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static byte[] Json(Action<Utf8JsonWriter> content)
    {
        using var target = new MemoryStream();
        using (var writer = new Utf8JsonWriter(target)) content(writer);
        return target.ToArray();
    }
}
