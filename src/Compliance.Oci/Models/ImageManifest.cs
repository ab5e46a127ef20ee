using System.Collections.Immutable;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Oci.Models;

/// <summary>A manifest: an image's configuration and layers, or an artifact's blobs (OCI image specification 1.1, manifest.md; Docker's schema 2).</summary>
public sealed record ImageManifest
{
    /// <summary>As stated inside; where nothing is stated, OCI's.</summary>
    public required MediaType MediaType { get; init; }

    /// <summary>What kind of artifact it is: stated, or the configuration's media type where that is not an image's.</summary>
    public MediaType? ArtifactType { get; init; }

    public required Descriptor Config { get; init; }

    public required ImmutableArray<Descriptor> Layers { get; init; }

    /// <summary>The manifest that this one is about.</summary>
    public Descriptor? Subject { get; init; }

    public ImmutableSortedDictionary<string, string> Annotations { get; init; } = Descriptor.NoAnnotations;

    /// <summary>
    /// Rejected when it is not a manifest, is both manifest and index (image-spec advisory GHSA-77vh-xpmg-72qh), states another media type than
    /// <paramref name="expected"/>, or has an invalid descriptor: an image with a layer less is another image.
    /// </summary>
    public static Reading<ImageManifest> Read(ReadOnlyMemory<byte> bytes, string document, MediaType? expected, Limits limits)
    {
        if (!ManifestDocument.TryOpen(bytes, document, limits, out var root, out var rejected)) return Readings.Reject<ImageManifest>(rejected);
        var defects = new DefectCollector(limits);
        var mediaType = ManifestDocument.ReadMediaType(root, OciMediaTypes.Manifest, expected, OciMediaTypes.IsManifest, defects);
        if (root["manifests"].Kind != JsonKind.Missing)
            defects.Add(OciCodes.WrongMediaType, root, "a manifest with a 'manifests' member: it could be read as an index, too");
        var config = DescriptorReader.ReadRequired(root, "config", defects);
        var layers = DescriptorReader.ReadList(root, "layers", limits, defects);
        var subject = root["subject"].HasValue ? DescriptorReader.ReadRequired(root, "subject", defects) : null;
        if (defects.Count > 0 || config is null) return Readings.Reject<ImageManifest>(defects.ToImmutable());
        var artifactType = root.OptionalText("artifactType", defects);
        var annotations = DescriptorReader.ReadAnnotations(root, defects);
        return Readings.Accept(
            new ImageManifest
            {
                MediaType = mediaType,
                ArtifactType = artifactType is { Length: > 0 } ? new MediaType(artifactType) : OciMediaTypes.IsImageConfig(config.MediaType) ? null : config.MediaType,
                Config = config,
                Layers = layers,
                Subject = subject,
                Annotations = annotations,
            },
            defects.ToImmutable());
    }
}
