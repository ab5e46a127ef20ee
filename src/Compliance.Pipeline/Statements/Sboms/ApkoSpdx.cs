using System.Globalization;
using Compliance.Formats.Reading.Json;

namespace Compliance.Pipeline.Statements.Sboms;

/// <summary>
/// The image SBOM as apko composes it from the SBOMs of packages, for whoever compares both. What the rebuild attaches is <see cref="SpdxText"/>, which
/// leaves out nothing that is installed.
/// </summary>
public static class ApkoSpdx
{
    private const string Layer = "SPDXRef-Package-ImageLayer-";

    /// <param name="systemId">ID of os-release, <c>unknown</c> without one.</param>
    /// <param name="systemName">Who stands in for suppliers that are not stated.</param>
    /// <param name="layer">Hex of the layer's digest; empty for none.</param>
    /// <param name="tool">As creators name it, for example <c>apko (devel)</c>.</param>
    public static byte[] Compose(IEnumerable<PackageSbom> packages, string systemId, string systemName, string systemVersion, string layer, string tool, DateTimeOffset? created) => CanonicalJson.Write(writer =>
    {
        var supplier = $"Organization: {systemName}";
        var all = packages.ToList();
        writer.WriteStartObject();
        writer.WriteString("SPDXID", "SPDXRef-DOCUMENT");
        writer.WriteString("name", layer.Length == 0 ? "sbom" : $"sbom-{layer}");
        writer.WriteString("spdxVersion", "SPDX-2.3");
        writer.WriteStartObject("creationInfo");
        writer.WriteString("created", created?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "0001-01-01T00:00:00Z");
        writer.WriteStrings("creators", [$"Tool: {tool}", "Organization: Chainguard, Inc"]);
        writer.WriteString("licenseListVersion", "3.27");
        writer.WriteEndObject();
        writer.WriteString("dataLicense", "CC0-1.0");
        writer.WriteString("documentNamespace", "https://spdx.org/spdxdocs/apko/");
        writer.WriteStrings("documentDescribes", [Layer + layer]);
        writer.WriteStartArray("packages");
        WriteOwn(writer, Layer + layer, layer.Length == 0 ? "" : $"sha256:{layer}", systemVersion, "apko operating system layer", supplier, "CONTAINER", layer);
        WriteOwn(writer, $"SPDXRef-OperatingSystem-{systemId}", systemId, systemVersion, "Operating System", supplier, "OPERATING_SYSTEM", null);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var component in all.SelectMany(package => package.Components))
        {
            if (seen.Add(component["SPDXID"].AsText!)) PackageSbom.Write(writer, component, component["SPDXID"].AsText!, supplier);
        }

        writer.WriteEndArray();
        WriteRelations(writer, all, Layer + layer);
        writer.WriteEndObject();
    });

    private static void WriteRelations(CanonicalJsonWriter writer, List<PackageSbom> packages, string layer)
    {
        writer.WriteStartArray("relationships");
        foreach (var package in packages)
        {
            foreach (var (from, type, to) in package.Relations.Append((layer, "CONTAINS", package.Root)))
            {
                writer.WriteStartObject();
                writer.WriteString("spdxElementId", from);
                writer.WriteString("relationshipType", type);
                writer.WriteString("relatedSpdxElement", to);
                writer.WriteEndObject();
            }
        }

        writer.WriteEndArray();
    }

    private static void WriteOwn(CanonicalJsonWriter writer, string id, string name, string version, string description, string supplier, string purpose, string? layer)
    {
        writer.WriteStartObject();
        writer.WriteString("SPDXID", id);
        writer.WriteString("name", name);
        writer.WriteString("versionInfo", version);
        writer.WriteBoolean("filesAnalyzed", false);
        writer.WriteString("description", description);
        writer.WriteString("downloadLocation", "NOASSERTION");
        writer.WriteString("supplier", supplier);
        writer.WriteString("primaryPackagePurpose", purpose);
        if (layer is not null)
        {
            writer.WriteStartArray("externalRefs");
            writer.WriteStartObject();
            writer.WriteString("referenceCategory", "PACKAGE-MANAGER");
            writer.WriteString("referenceLocator", $"pkg:oci/image{(layer.Length == 0 ? "" : $"@sha256:{layer}")}?mediaType=&os=linux");
            writer.WriteString("referenceType", "purl");
            writer.WriteEndObject();
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }
}
