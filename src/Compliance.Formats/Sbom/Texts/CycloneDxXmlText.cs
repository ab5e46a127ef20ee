using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Compliance.Formats.Reading;

namespace Compliance.Formats.Sbom.Texts;

/// <summary>
/// CycloneDX in XML: the same model as in JSON, where lists stand in an element of their own, references are attributes and some values are an element's text.
/// </summary>
internal static class CycloneDxXmlText
{
    private const string Namespace = "http://cyclonedx.org/schema/bom/";

    // Elements whose children are the items of a list.
    private static readonly HashSet<string> Wrappers =
    [
        "components", "services", "externalReferences", "properties", "authors", "lifecycles", "compositions", "vulnerabilities", "hashes", "annotations", "ratings", "advisories", "references",
    ];

    // Elements that repeat without one around them.
    private static readonly HashSet<string> Repeated = ["contact"];

    public static bool IsCycloneDx(XElement root) => root.Name.NamespaceName.StartsWith(Namespace, StringComparison.Ordinal);

    public static TranslatedText Translate(XElement root, Limits limits)
    {
        var bom = Map(root);
        bom["bomFormat"] = "CycloneDX";
        bom["specVersion"] = root.Name.NamespaceName[Namespace.Length..];
        if (long.TryParse(root.Attribute("version")?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var version)) bom["version"] = version;
        if (root.Elements().Any(element => element.Name == XName.Get("Signature", "http://www.w3.org/2000/09/xmldsig#"))) bom["signature"] = new JsonObject();
        return TranslatedText.Of(bom, new DefectCollector(limits));
    }

    private static JsonObject Map(XElement element)
    {
        var map = new JsonObject();
        foreach (var attribute in element.Attributes().Where(attribute => attribute.Name.NamespaceName.Length == 0)) map[attribute.Name.LocalName] = attribute.Value;
        foreach (var group in Own(element).GroupBy(child => child.Name.LocalName, StringComparer.Ordinal)) map[group.Key] = Member(element, group.Key, [.. group]);
        return map;
    }

    private static JsonNode? Member(XElement parent, string name, XElement[] elements)
    {
        if (name == "licenses") return new JsonArray([.. Own(elements[0]).Select(Licence)]);
        if (name == "tools") return Tools(elements[0]);
        if (name is "dependencies" or "assemblies" && parent.Name.LocalName == "composition") return References(elements[0].Elements());
        if (name == "dependencies") return new JsonArray([.. elements[0].Elements().Select(Dependency)]);
        if (name == "url" && parent.Element(parent.Name.Namespace + "name") is not null) return new JsonArray([.. elements.Select(url => (JsonNode?)url.Value.Trim())]);
        if (Wrappers.Contains(name)) return new JsonArray([.. elements.SelectMany(Own).Select(Item)]);
        if (Repeated.Contains(name)) return new JsonArray([.. elements.Select(Item)]);
        return elements.Length == 1 ? Item(elements[0]) : new JsonArray([.. elements.Select(Item)]);
    }

    private static JsonNode? Item(XElement element)
    {
        if (Own(element).Any()) return Map(element);
        var attributes = element.Attributes().Where(attribute => attribute.Name.NamespaceName.Length == 0 && !attribute.IsNamespaceDeclaration).ToList();
        if (attributes.Count == 0) return element.Value;
        var map = new JsonObject();
        foreach (var attribute in attributes) map[attribute.Name.LocalName] = attribute.Value;
        if (element.Value.Length > 0 && element.Name.LocalName is not ("component" or "service")) map[element.Name.LocalName == "property" ? "value" : "content"] = element.Value.Trim();
        return map;
    }

    // Since 1.7 an expression can have its details below it; it is an attribute then.
    private static JsonObject Licence(XElement element) => element.Name.LocalName switch
    {
        "expression" => new JsonObject { ["expression"] = element.Value.Trim() },
        "expression-detailed" => new JsonObject { ["expression"] = element.Attribute("expression")?.Value },
        _ => new JsonObject { ["license"] = Map(element) },
    };

    /// <summary>Elements of others may stand everywhere; the format says nothing of them.</summary>
    private static IEnumerable<XElement> Own(XElement element) => element.Elements().Where(child => child.Name.Namespace == element.Name.Namespace);

    // Until 1.4 a list of tools, since 1.5 also components and services.
    private static JsonNode Tools(XElement element) =>
        element.Elements().Any(child => child.Name.LocalName is "components" or "services") ? Map(element) : new JsonArray([.. element.Elements().Select(Item)]);

    private static JsonArray References(IEnumerable<XElement> elements) => [.. elements.Select(element => (JsonNode?)element.Attribute("ref")?.Value)];

    private static JsonObject Dependency(XElement element)
    {
        var map = new JsonObject { ["ref"] = element.Attribute("ref")?.Value };
        var needed = References(element.Elements().Where(child => child.Name.LocalName == "dependency"));
        var provided = References(element.Elements().Where(child => child.Name.LocalName == "provides"));
        if (needed.Count > 0) map["dependsOn"] = needed;
        if (provided.Count > 0) map["provides"] = provided;
        return map;
    }
}
