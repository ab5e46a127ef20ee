using System.Collections.Immutable;
using System.Text;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;
using Compliance.Formats.Sbom.CycloneDx;
using Compliance.Formats.Sbom.Spdx;

namespace Compliance.Formats.Sbom;

/// <summary>
/// Finds out what a document is and reads it: SPDX 2.2 and 2.3 JSON, CycloneDX 1.4 to 1.7 JSON. Reading is lenient and counts what it
/// tolerates: most real documents break their own schema somewhere. A format that is recognised but not read is rejected with its own code.
/// </summary>
public static class SbomReaders
{
    private const int SniffedBytes = 4_096;

    private static readonly ImmutableArray<ISbomReader> Readers = [new SpdxReader(), new CycloneDxReader()];

    public static Reading<SbomDocument> Read(ReadOnlyMemory<byte> bytes, string document, Limits? limits = null)
    {
        limits ??= Limits.Default;
        if (NotJson(bytes.Span, document) is { } other) return Readings.Reject<SbomDocument>(other);
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
        var context = root["@context"].ToString();
        if (context.Contains("spdx.org/rdf/3", StringComparison.Ordinal)) return new Defect(SbomCodes.Spdx3NotRead, locator, "SPDX 3 JSON-LD: not read yet");
        if (root["schema"]["url"].AsText is { } schema && schema.Contains("syft", StringComparison.Ordinal))
            return new Defect(SbomCodes.OtherFormatNotRead, locator, "syft's own JSON: not read; have syft write SPDX or CycloneDX");
        if (root["SchemaVersion"].HasValue && root["ArtifactName"].HasValue)
            return new Defect(SbomCodes.OtherFormatNotRead, locator, "a Trivy report: not read; have Trivy write SPDX or CycloneDX");
        return root["SPDXID"].HasValue || root["spdxVersion"].HasValue
            ? new Defect(SbomCodes.UnknownVersion, locator, $"SPDX version '{root["spdxVersion"].AsText}' is not one that is read (2.x)")
            : new Defect(SbomCodes.UnknownFormat, locator, "neither SPDX ('spdxVersion') nor CycloneDX ('bomFormat')");
    }

    /// <summary>What a document that does not begin like JSON is; null when it may be JSON.</summary>
    private static Defect? NotJson(ReadOnlySpan<byte> bytes, string document)
    {
        var head = Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, SniffedBytes)]).TrimStart('\uFEFF').TrimStart();
        var locator = new Locator(document);
        if (head.Length == 0) return new Defect(SbomCodes.UnknownFormat, locator, "the document is empty");
        if (head[0] is '{' or '[') return null;
        if (head[0] == '<')
        {
            var what = head.Contains("cyclonedx.org/schema/bom", StringComparison.Ordinal) ? "CycloneDX XML" : head.Contains("spdx.org", StringComparison.Ordinal) ? "SPDX RDF/XML" : "XML";
            return new Defect(SbomCodes.XmlNotRead, locator, $"{what}: not read yet; convert it to JSON");
        }

        if (head.Contains("SPDXVersion:", StringComparison.Ordinal)) return new Defect(SbomCodes.TagValueNotRead, locator, "SPDX tag-value: not read yet; convert it to JSON");
        return head.Contains("spdxVersion:", StringComparison.Ordinal) || head.Contains("SPDXID:", StringComparison.Ordinal)
            ? new Defect(SbomCodes.SpdxYamlNotRead, locator, "SPDX YAML: not read yet; convert it to JSON")
            : new Defect(SbomCodes.UnknownFormat, locator, "neither JSON nor another format that is recognised");
    }
}
