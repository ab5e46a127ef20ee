using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;
using Compliance.Formats.Sbom.CycloneDx;
using Compliance.Formats.Sbom.Spdx;
using Compliance.Formats.Sbom.Spdx.Three;
using Compliance.Formats.Sbom.Texts;

namespace Compliance.Formats.Sbom;

/// <summary>
/// Finds out what a document is and reads it: SPDX 2.2 and 2.3 (JSON, tag-value, YAML, XML), SPDX 3.0 (JSON-LD), CycloneDX 1.4 to 1.7 (JSON, XML). Reading is
/// lenient and counts what it tolerates: most real documents break their own schema somewhere. A format that is recognised but not read is rejected with its own code.
/// </summary>
public static class SbomReaders
{
    private static readonly ImmutableArray<ISbomReader> Readers = [new SpdxReader(), new Spdx3Reader(), new CycloneDxReader()];

    public static Reading<SbomDocument> Read(ReadOnlyMemory<byte> bytes, string document, Limits? limits = null)
    {
        limits ??= Limits.Default;
        if (bytes.Length > limits.MaxDocumentBytes)
            return Readings.Reject<SbomDocument>(JsonCodes.TooLarge, new Locator(document), $"{bytes.Length} bytes are more than the {limits.MaxDocumentBytes} allowed");
        if (OtherText.Translate(bytes, document, limits) is { } translated)
        {
            if (translated.Json is null) return Readings.Reject<SbomDocument>(translated.Defects);
            var inner = ReadJson(translated.Json, document, limits);
            return inner.TryGet(out var read) ? Readings.Accept(read, [.. translated.Defects, .. inner.Defects]) : Readings.Reject<SbomDocument>([.. translated.Defects, .. inner.Defects]);
        }

        return ReadJson(bytes, document, limits);
    }

    private static Reading<SbomDocument> ReadJson(ReadOnlyMemory<byte> bytes, string document, Limits limits)
    {
        var reading = StrictJson.Read(bytes, document, limits);
        if (!reading.TryGet(out var tree)) return Readings.Reject<SbomDocument>(reading.Defects);
        var read = Read(tree.Root, limits);
        return read.TryGet(out var sbom)
            ? Readings.Accept(sbom, [.. reading.Defects, .. read.Defects])
            : Readings.Reject<SbomDocument>([.. reading.Defects, .. read.Defects]);
    }

    /// <summary>The same for a value inside another document, such as the predicate of a statement.</summary>
    public static Reading<SbomDocument> Read(JsonValue root, Limits? limits = null)
    {
        limits ??= Limits.Default;
        foreach (var reader in Readers)
        {
            if (reader.Recognises(root)) return reader.Read(root, limits);
        }

        return Readings.Reject<SbomDocument>(Unread(root));
    }

    private static Defect Unread(JsonValue root)
    {
        var locator = root.Locator;
        if (root["schema"]["url"].AsText is { } schema && schema.Contains("syft", StringComparison.Ordinal))
            return new Defect(SbomCodes.OtherFormatNotRead, locator, "syft's own JSON: not read; have syft write SPDX or CycloneDX");
        if (root["SchemaVersion"].HasValue && root["ArtifactName"].HasValue)
            return new Defect(SbomCodes.OtherFormatNotRead, locator, "a Trivy report: not read; have Trivy write SPDX or CycloneDX");
        return root["SPDXID"].HasValue || root["spdxVersion"].HasValue
            ? new Defect(SbomCodes.UnknownVersion, locator, $"SPDX version '{root["spdxVersion"].AsText}' is not one that is read (2.x)")
            : new Defect(SbomCodes.UnknownFormat, locator, "neither SPDX ('spdxVersion') nor CycloneDX ('bomFormat')");
    }
}
