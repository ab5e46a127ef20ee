using System.Text.Json;
using Compliance.Formats.Sbom;

namespace Compliance.Conformance.Tests;

/// <summary>Real documents lose no component and no relationship in reading, by a count of the JSON that knows nothing of the readers.</summary>
public sealed class SbomCountsConformanceTests
{
    private static readonly JsonDocumentOptions Lenient = new() { MaxDepth = 128 };

    [Fact]
    public void Every_component_of_a_real_document_is_read()
    {
        using var suite = new ConformanceSuite("sbom", "sbom");
        foreach (var file in Vectors.Files("sbom", "*").Where(file => !Vectors.Name(file).StartsWith("sbom/schemas", StringComparison.Ordinal) && !Vectors.Name(file).StartsWith("sbom/pkgdb", StringComparison.Ordinal)))
        {
            if (Count(file) is not { } counted) continue;
            suite.Check($"{Vectors.Name(file)} components", counted, () => SbomReaders.Read(File.ReadAllBytes(file), Vectors.Name(file)) is var reading && reading.TryGet(out var sbom)
                ? $"{sbom.Components.Count(component => !component.IsFile)} packages and {sbom.Components.Count(component => component.IsFile)} files"
                : $"refused: {string.Join("; ", reading.Defects)}");
        }

        suite.Finish();
    }

    /// <summary>Null for what is no SBOM in JSON.</summary>
    private static string? Count(string file)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file), Lenient);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object) return null;
            var kinds = root.TryGetProperty("bomFormat", out var format) && format.ToString() == "CycloneDX" ? CycloneDx(root)
                : root.TryGetProperty("spdxVersion", out _) ? Spdx(root)
                : root.TryGetProperty("@graph", out var graph) && root.TryGetProperty("@context", out var context) && context.ToString().Contains("spdx.org/rdf/3", StringComparison.Ordinal) ? Spdx3(graph) : null;
            if (kinds is null) return null;
            var list = kinds.ToList();
            return $"{list.Count(isFile => !isFile)} packages and {list.Count(isFile => isFile)} files";
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IEnumerable<bool> CycloneDx(JsonElement root)
    {
        if (root.TryGetProperty("metadata", out var metadata) && metadata.ValueKind == JsonValueKind.Object && metadata.TryGetProperty("component", out var main))
        {
            foreach (var one in Component(main)) yield return one;
        }

        foreach (var one in Items(root, "components").SelectMany(Component)) yield return one;
    }

    private static IEnumerable<bool> Component(JsonElement component)
    {
        if (component.ValueKind != JsonValueKind.Object) yield break;
        yield return component.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.ValueEquals("file");
        foreach (var one in Items(component, "components").SelectMany(Component)) yield return one;
    }

    private static IEnumerable<bool> Spdx(JsonElement root) => Items(root, "packages").Select(IsFilePackage).Concat(Items(root, "files").Where(file => file.ValueKind == JsonValueKind.Object).Select(_ => true));

    // A package whose purpose is FILE stands for one.
    private static bool IsFilePackage(JsonElement package) => package.ValueKind == JsonValueKind.Object && package.TryGetProperty("primaryPackagePurpose", out var purpose) && purpose.ToString() == "FILE";

    private static IEnumerable<bool> Spdx3(JsonElement graph) => graph.EnumerateArray()
        .Select(element => (Type: Text(element, "type"), Purpose: Text(element, "software_primaryPurpose")))
        .Where(one => one.Type is "software_Package" or "ai_AIPackage" or "dataset_DatasetPackage" or "software_File").Select(one => one.Type == "software_File" || one.Purpose == "file");

    private static string Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.ToString() : "";

    private static IEnumerable<JsonElement> Items(JsonElement element, string name) => element.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : [];
}
