using System.Collections.Immutable;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Oci.Models;

/// <summary>A list of manifests, usually one a platform (OCI image specification 1.1, image-index.md; Docker's manifest list).</summary>
public sealed record ImageIndex
{
    /// <summary>As stated inside; where nothing is stated, OCI's.</summary>
    public required MediaType MediaType { get; init; }

    public MediaType? ArtifactType { get; init; }

    /// <summary>In the document's order. Invalid ones are left out, each with a defect.</summary>
    public required ImmutableArray<Descriptor> Manifests { get; init; }

    public Descriptor? Subject { get; init; }

    public ImmutableSortedDictionary<string, string> Annotations { get; init; } = Descriptor.NoAnnotations;

    /// <summary>Rejected when it is not an index, is both index and manifest, or states another media type than <paramref name="expected"/>.</summary>
    public static Reading<ImageIndex> Read(ReadOnlyMemory<byte> bytes, string document, MediaType? expected, Limits limits)
    {
        if (!ManifestDocument.TryOpen(bytes, document, limits, out var root, out var rejected)) return Readings.Reject<ImageIndex>(rejected);
        var defects = new DefectCollector(limits);
        var mediaType = ManifestDocument.ReadMediaType(root, OciMediaTypes.Index, expected, OciMediaTypes.IsIndex, defects);
        if (root["config"].Kind != JsonKind.Missing || root["layers"].Kind != JsonKind.Missing)
            defects.Add(OciCodes.WrongMediaType, root, "an index with 'config' or 'layers': it could be read as a manifest, too");
        if (!root["manifests"].IsList) defects.Add(OciCodes.NoManifestNorIndex, root, "no list 'manifests'");
        if (defects.Count > 0) return Readings.Reject<ImageIndex>(defects.ToImmutable());
        var manifests = DescriptorReader.ReadList(root, "manifests", limits, defects);
        var subject = root["subject"].HasValue ? DescriptorReader.ReadRequired(root, "subject", defects) : null;
        var artifactType = root.OptionalText("artifactType", defects);
        var annotations = DescriptorReader.ReadAnnotations(root, defects);
        return Readings.Accept(
            new ImageIndex
            {
                MediaType = mediaType,
                ArtifactType = artifactType is { Length: > 0 } ? new MediaType(artifactType) : null,
                Manifests = manifests,
                Subject = subject,
                Annotations = annotations,
            },
            defects.ToImmutable());
    }
}
