using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Formats.Vulnerabilities.Vex;

/// <summary>Tells by its shape which VEX format a JSON document is, and reads it.</summary>
public static class VexReader
{
    public static Reading<VexDocument> Read(ReadOnlyMemory<byte> bytes, string document, Limits limits)
    {
        var json = StrictJson.Read(bytes, document, limits);
        return json.TryGet(out var tree) ? Read(tree.Root, limits) : Readings.Reject<VexDocument>(json.Defects);
    }

    /// <summary>Null for a document of another kind.</summary>
    public static VexFormat? FormatOf(JsonValue root)
    {
        if (root["@context"].AsText?.StartsWith("https://openvex.dev/ns", StringComparison.Ordinal) == true) return VexFormat.OpenVex;
        if (root["document"]["csaf_version"].HasValue) return VexFormat.Csaf;
        return root["bomFormat"].TextEquals("CycloneDX") && root["vulnerabilities"].Items.Any(item => item["analysis"].IsMap) ? VexFormat.CycloneDx : null;
    }

    /// <summary>A document inside another one, such as the predicate of an attestation.</summary>
    public static Reading<VexDocument> Read(JsonValue root, Limits limits) => FormatOf(root) switch
    {
        VexFormat.OpenVex => OpenVexReader.Read(root, limits),
        VexFormat.Csaf => CsafVexReader.Read(root, limits),
        VexFormat.CycloneDx => CycloneDxVexReader.Read(root, limits),
        _ => Readings.Reject<VexDocument>(VulnerabilityCodes.NotVex, root.Locator, "neither OpenVEX nor CSAF nor CycloneDX with an analysis"),
    };
}
