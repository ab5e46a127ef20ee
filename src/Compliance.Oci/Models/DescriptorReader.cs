using System.Collections.Immutable;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Oci.Models;

/// <summary>Reads descriptors out of manifests and indexes.</summary>
internal static class DescriptorReader
{
    public static Descriptor? ReadRequired(JsonValue owner, string name, DefectCollector defects)
    {
        var value = owner.RequiredMap(name, defects, OciCodes.BadDescriptor);
        return value.IsMap ? Read(value, defects) : null;
    }

    public static ImmutableArray<Descriptor> ReadList(JsonValue owner, string name, Limits limits, DefectCollector defects)
    {
        var list = owner.RequiredList(name, defects, OciCodes.BadDescriptor);
        var found = ImmutableArray.CreateBuilder<Descriptor>();
        foreach (var item in list.Items)
        {
            if (found.Count == limits.MaxDescriptors)
            {
                defects.Add(OciCodes.TooManyDescriptors, list, $"{list.Count} descriptors, {limits.MaxDescriptors} allowed; the rest is left out");
                break;
            }

            if (!item.IsMap) defects.Add(OciCodes.BadDescriptor, item, $"an item of '{name}' is {JsonExpectations.Describe(item.Kind)}, not an object");
            else if (Read(item, defects) is { } descriptor) found.Add(descriptor);
        }

        return found.ToImmutable();
    }

    public static ImmutableSortedDictionary<string, string> ReadAnnotations(JsonValue owner, DefectCollector defects, string name = "annotations")
    {
        var map = owner.OptionalMap(name, defects, OciCodes.BadDescriptor);
        if (map.Count == 0) return Descriptor.NoAnnotations;
        var annotations = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var member in map.Members)
        {
            if (member.Value.AsText is { } text) annotations[member.Name] = text;
            else defects.Add(OciCodes.BadDescriptor, member.Value, $"'{member.Name}' in '{name}' is not a string");
        }

        return annotations.ToImmutable();
    }

    private static Descriptor? Read(JsonValue value, DefectCollector defects)
    {
        var mediaType = value.RequiredText("mediaType", defects, OciCodes.BadDescriptor);
        var digestText = value.RequiredText("digest", defects, OciCodes.BadDigest);
        var size = value.RequiredInt64("size", defects, OciCodes.BadDescriptor);
        Digest? digest = null;
        if (digestText is not null && !Digest.TryParse(digestText, out digest))
            defects.Add(OciCodes.BadDigest, value["digest"], $"'{digestText}' is not a SHA-256, SHA-384 or SHA-512 digest");
        if (size < 0) defects.Add(OciCodes.BadDescriptor, value["size"], $"a size of {size}");
        if (mediaType is null || digest is null || size is null or < 0) return null;
        var artifactType = value.OptionalText("artifactType", defects, OciCodes.BadDescriptor);
        return new Descriptor(new MediaType(mediaType), digest, size.Value)
        {
            Annotations = ReadAnnotations(value, defects),
            Platform = ReadPlatform(value.OptionalMap("platform", defects, OciCodes.BadDescriptor), defects),
            ArtifactType = artifactType is { Length: > 0 } ? new MediaType(artifactType) : null,
        };
    }

    private static Platform? ReadPlatform(JsonValue value, DefectCollector defects) => value.IsMap
        ? new Platform(
            value.OptionalText("os", defects) ?? "",
            value.OptionalText("architecture", defects) ?? "",
            value.OptionalText("variant", defects) ?? "",
            value.OptionalText("os.version", defects) ?? "")
        : null;
}
