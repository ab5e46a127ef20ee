using System.Text.Json.Nodes;
using System.Xml.Linq;
using Compliance.Formats.Reading;

namespace Compliance.Formats.Sbom.Texts;

/// <summary>SPDX 2 in XML (not RDF): the members of the JSON form as elements, lists as elements that repeat.</summary>
internal static class SpdxXmlText
{
    private static readonly HashSet<string> Lists =
    [
        "packages", "files", "relationships", "snippets", "annotations", "creators", "externalRefs", "checksums", "documentDescribes", "externalDocumentRefs", "hasExtractedLicensingInfos",
        "licenseInfoInFiles", "licenseInfoFromFiles", "licenseInfoInSnippets", "fileTypes", "hasFiles", "attributionTexts", "fileContributors", "revieweds", "seeAlsos", "crossRefs", "ranges",
        "packageVerificationCodeExcludedFiles", "fileDependencies",
    ];

    public static TranslatedText Translate(XElement root, Limits limits) => TranslatedText.Of(Map(root), new DefectCollector(limits));

    private static JsonObject Map(XElement element)
    {
        var map = new JsonObject();
        foreach (var group in element.Elements().GroupBy(child => child.Name.LocalName, StringComparer.Ordinal))
        {
            var children = group.Select(Node).ToArray();
            map[group.Key] = children.Length > 1 || Lists.Contains(group.Key) ? new JsonArray(children) : children[0];
        }

        return map;
    }

    private static JsonNode Node(XElement element) => element.HasElements ? Map(element) : JsonValue.Create(element.Value)!;
}
