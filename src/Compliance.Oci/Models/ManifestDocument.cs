using System.Collections.Immutable;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Oci.Models;

/// <summary>What manifests and indexes have in common.</summary>
internal static class ManifestDocument
{
    public static bool TryOpen(ReadOnlyMemory<byte> bytes, string document, Limits limits, out JsonValue root, out ImmutableArray<Defect> rejected)
    {
        root = default;
        rejected = [];
        if (bytes.Length > limits.MaxManifestBytes)
        {
            rejected = [new Defect(OciCodes.ManifestTooLarge, new Locator(document), $"{bytes.Length} bytes are more than the {limits.MaxManifestBytes} allowed")];
            return false;
        }

        var reading = StrictJson.Read(bytes, document, limits);
        rejected = reading.Defects;
        if (!reading.TryGet(out var tree)) return false;
        root = tree.Root;
        if (root.IsMap) return true;
        rejected = [new Defect(OciCodes.NoManifestNorIndex, new Locator(document), "not a JSON object")];
        return false;
    }

    /// <summary>
    /// The media type stated inside, which must be of the right family and equal to the descriptor's. "This property SHOULD be used and ... if
    /// used, this field MUST contain the media type" of the document (image-spec 1.1, manifest.md and image-index.md).
    /// </summary>
    public static MediaType ReadMediaType(JsonValue root, MediaType fallback, MediaType? expected, Func<MediaType, bool> isRight, DefectCollector defects)
    {
        if (root.RequiredInt64("schemaVersion", defects, OciCodes.NoManifestNorIndex) is { } version && version != 2)
            defects.Add(OciCodes.NoManifestNorIndex, root["schemaVersion"], $"schema version {version}, only 2 is known");
        var text = root.OptionalText("mediaType", defects, OciCodes.WrongMediaType);
        var stated = text is { Length: > 0 } ? new MediaType(text) : expected ?? fallback;
        if (!isRight(stated)) defects.Add(OciCodes.WrongMediaType, root["mediaType"], $"media type '{stated}' is not that of a document of this form");
        else if (expected is { } wanted && stated != wanted)
            defects.Add(OciCodes.WrongMediaType, root["mediaType"], $"states media type '{stated}', its descriptor says '{wanted}'");
        return stated;
    }
}
