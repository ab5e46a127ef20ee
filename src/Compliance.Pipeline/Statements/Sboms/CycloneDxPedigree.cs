using Compliance.Formats.Reading.Json;

namespace Compliance.Pipeline.Statements.Sboms;

/// <summary>What an installed package was made from, as its own SBOM tells, in the form of CycloneDX: ancestors of the package.</summary>
internal static class CycloneDxPedigree
{
    private const string Purl = "purl";

    /// <summary>Member <c>pedigree</c> of a component; nothing where the package tells of nothing.</summary>
    /// <param name="supplier">For a component that states none.</param>
    public static void Write(CanonicalJsonWriter writer, IReadOnlyCollection<JsonValue> components, string supplier)
    {
        if (components.Count == 0) return;
        writer.WriteStartObject("pedigree");
        writer.WriteStartArray("ancestors");
        foreach (var component in components) WriteOne(writer, component, supplier);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteOne(CanonicalJsonWriter writer, JsonValue component, string supplier)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "library");
        writer.WriteString("bom-ref", $"spdx:{component["SPDXID"].AsText}");
        writer.WriteString("name", component["name"].AsText is { Length: > 0 } name ? name : component["SPDXID"].AsText!);
        if (component["versionInfo"].AsText is { Length: > 0 } version) writer.WriteString("version", version);
        if (component["externalRefs"].Items.Where(one => one["referenceType"].AsText == Purl).Select(one => one["referenceLocator"].AsText).FirstOrDefault(text => text is { Length: > 0 }) is { } purl) writer.WriteString(Purl, purl);
        writer.WriteStartObject("supplier");
        writer.WriteString("name", Organization(component["supplier"].AsText) ?? Organization(supplier) ?? supplier);
        writer.WriteEndObject();
        WriteHashes(writer, component);
        if (component["licenseDeclared"].AsText is { Length: > 0 } licence and not ("NOASSERTION" or "NONE")) CycloneDxText.WriteLicence(writer, licence);
        writer.WriteEndObject();
    }

    private static void WriteHashes(CanonicalJsonWriter writer, JsonValue component)
    {
        var hashes = component["checksums"].Items.Select(one => (Algorithm: Name(one["algorithm"].AsText), Value: one["checksumValue"].AsText?.ToLowerInvariant() ?? ""))
            .Where(one => one.Algorithm.Length > 0 && one.Value.Length > 0 && one.Value.All(char.IsAsciiHexDigitLower)).ToList();
        if (hashes.Count == 0) return;
        writer.WriteStartArray("hashes");
        foreach (var (algorithm, value) in hashes)
        {
            writer.WriteStartObject();
            writer.WriteString("alg", algorithm);
            writer.WriteString("content", value);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static string Name(string? spdx) => spdx switch { "SHA1" => "SHA-1", "SHA256" => "SHA-256", "SHA384" => "SHA-384", "SHA512" => "SHA-512", _ => "" };

    private static string? Organization(string? text) => text switch
    {
        null or "" or "NOASSERTION" => null,
        _ when text.StartsWith("Organization: ", StringComparison.Ordinal) => text["Organization: ".Length..],
        _ when text.StartsWith("Person: ", StringComparison.Ordinal) => text["Person: ".Length..],
        _ => text,
    };
}
