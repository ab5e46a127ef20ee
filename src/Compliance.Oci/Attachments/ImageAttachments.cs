using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Compliance.Cryptography.Hashing;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Oci.Models;

namespace Compliance.Oci.Attachments;

/// <summary>Attaches documents to images as cosign does, so that cosign and others find them: as referrers, or under the tags of older versions.</summary>
public static class ImageAttachments
{
    private const int MaxListings = 4;

    private static readonly byte[] EmptyConfig = "{}"u8.ToArray();

    /// <summary>
    /// Attaches a manifest of its own whose subject is the image (OCI image specification 1.1, manifest.md, "Guidelines for Artifact Usage"). Where the target
    /// keeps no list of referrers, the index under the tag <c>sha256-&lt;hex&gt;</c> does (distribution specification 1.1, "Referrers Tag Schema").
    /// </summary>
    /// <param name="annotations">Of the manifest; hints for readers, nothing that is trusted.</param>
    /// <exception cref="IOException">The target can't be read or written, or holds something else under the fallback tag.</exception>
    public static async Task<AttachedManifest> AttachAsync(
        IAttachmentTarget target, Descriptor subject, MediaType artifactType, AttachmentLayer layer, ImmutableSortedDictionary<string, string> annotations, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(layer);
        var config = Describe(OciMediaTypes.Empty, EmptyConfig);
        var content = Describe(layer.MediaType, layer.Content.Span) with { Annotations = layer.Annotations };
        var manifest = new JsonObject
        {
            ["schemaVersion"] = 2,
            ["mediaType"] = OciMediaTypes.Manifest.Text,
            ["artifactType"] = artifactType.Text,
            ["config"] = ManifestText.Of(config),
            ["layers"] = new JsonArray(ManifestText.Of(content)),
            ["subject"] = ManifestText.Of(new Descriptor(subject.MediaType, subject.Digest, subject.Size)),
        };
        if (!annotations.IsEmpty) manifest["annotations"] = ManifestText.Annotations(annotations);
        var bytes = ManifestText.Bytes(manifest);
        var descriptor = Describe(OciMediaTypes.Manifest, bytes);
        await target.PutBlobAsync(config, EmptyConfig, cancellation).ConfigureAwait(false);
        await target.PutBlobAsync(content, layer.Content, cancellation).ConfigureAwait(false);
        var isListed = await target.PutManifestAsync(descriptor, bytes, null, cancellation).ConfigureAwait(false);
        var tag = isListed ? null : TagOf(subject.Digest, "");
        if (tag is not null) await ListAsync(target, tag, descriptor with { ArtifactType = artifactType, Annotations = annotations }, cancellation).ConfigureAwait(false);
        return new AttachedManifest(descriptor, content, tag);
    }

    /// <summary>Adds a layer to the image under one of cosign's older tags, beside those that are there.</summary>
    /// <param name="suffix"><c>.sig</c> or <c>.att</c>.</param>
    /// <exception cref="IOException">The target can't be read or written, or holds something else under the tag.</exception>
    public static async Task<AttachedManifest> AppendAsync(IAttachmentTarget target, Descriptor subject, string suffix, AttachmentLayer layer, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(layer);
        var tag = TagOf(subject.Digest, suffix);
        var content = Describe(layer.MediaType, layer.Content.Span) with { Annotations = layer.Annotations };
        var layers = new JsonArray();
        if (await target.ReadTagAsync(tag, cancellation).ConfigureAwait(false) is { } present)
        {
            var document = Parsed(present, tag, target, bytes => ImageManifest.Read(bytes, tag, present.Descriptor.MediaType, Limits.Default));
            foreach (var old in document["layers"]!.AsArray()) layers.Add(old!.DeepClone());
        }

        var added = ManifestText.Of(content);
        if (!layers.Any(old => JsonNode.DeepEquals(old, added))) layers.Add(added);
        var configBytes = ManifestText.Bytes(LegacyConfig(layers));
        var config = Describe(OciMediaTypes.Config, configBytes);
        var bytes = ManifestText.Bytes(new JsonObject { ["schemaVersion"] = 2, ["mediaType"] = OciMediaTypes.Manifest.Text, ["config"] = ManifestText.Of(config), ["layers"] = layers });
        var descriptor = Describe(OciMediaTypes.Manifest, bytes);
        await target.PutBlobAsync(config, configBytes, cancellation).ConfigureAwait(false);
        await target.PutBlobAsync(content, layer.Content, cancellation).ConfigureAwait(false);
        await target.PutManifestAsync(descriptor, bytes, tag, cancellation).ConfigureAwait(false);
        return new AttachedManifest(descriptor, content, tag);
    }

    /// <summary><c>sha256-&lt;hex&gt;</c> and the suffix.</summary>
    public static string TagOf(Digest subject, string suffix) => $"{subject.Algorithm}-{subject.Hex}{suffix}";

    /// <summary>Keeps the list under the fallback tag. Whoever else writes there at the same time may take an entry away: it is read again and put back, a few times.</summary>
    internal static async Task ListAsync(IAttachmentTarget target, string tag, Descriptor referrer, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var present = await target.ReadTagAsync(tag, cancellation).ConfigureAwait(false);
            var index = present is null ? ManifestText.EmptyIndex() : Parsed(present, tag, target, bytes => ImageIndex.Read(bytes, tag, present.Descriptor.MediaType, Limits.Default));
            var isThere = index["manifests"]!.AsArray().Any(old => (string?)old?["digest"] == referrer.Digest.ToString());
            if (isThere && attempt > 1) return;
            if (attempt > MaxListings) throw new IOException($"{target.Name} does not keep the list under the tag {tag}");
            var bytes = ManifestText.Bytes(ManifestText.With(index, referrer, old => (string?)old["digest"] == referrer.Digest.ToString()));
            await target.PutManifestAsync(Describe(OciMediaTypes.Index, bytes), bytes, tag, cancellation).ConfigureAwait(false);
        }
    }

    private static JsonObject Parsed<T>(TaggedManifest present, string tag, IAttachmentTarget target, Func<ReadOnlyMemory<byte>, Reading<T>> read)
    {
        var reading = read(present.Content);
        return reading.TryGet(out _)
            ? JsonNode.Parse(present.Content.Span)!.AsObject()
            : throw new IOException($"{target.Name} holds something else under the tag {tag}: {reading.Defects[0]}");
    }

    // The configuration of an image without a file system, as cosign's manifests have it.
    private static JsonObject LegacyConfig(JsonArray layers)
    {
        const string never = "0001-01-01T00:00:00Z";
        return new JsonObject
        {
            ["architecture"] = "",
            ["created"] = never,
            ["history"] = new JsonArray([.. layers.Select(_ => new JsonObject { ["created"] = never })]),
            ["os"] = "",
            ["rootfs"] = new JsonObject { ["type"] = "layers", ["diff_ids"] = new JsonArray([.. layers.Select(layer => layer!["digest"]!.DeepClone())]) },
            ["config"] = new JsonObject(),
        };
    }

    private static Descriptor Describe(MediaType type, ReadOnlySpan<byte> content) => new(type, ContentHasher.Sha256(content), content.Length);
}
