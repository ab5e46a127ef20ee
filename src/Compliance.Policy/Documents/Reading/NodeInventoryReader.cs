using System.Globalization;
using Compliance.Formats.Reading.Yaml;

namespace Compliance.Policy.Documents;

/// <summary>Binds a node inventory. The structure is that of <c>policies/nodes.schema.json</c>.</summary>
internal static class NodeInventoryReader
{
    public static NodeInventoryDocument? Read(YamlNode root, DocumentText text)
    {
        if (DocumentReader.Over(root, text) is not { } reader) return null;
        var document = new NodeInventoryDocument
        {
            Dated = reader.Text("dated", DocumentPatterns.Day),
            Source = reader.Text("source"),
            Count = reader.OptionalNumber("count") ?? -1,
            Nodes = reader.Mappings("nodes", Node),
        };
        reader.Finish();
        if (document.Count != document.Nodes.Length)
        {
            text.Defects.Add(
                PolicyDiagnostics.BadValue, root.Locator, string.Create(CultureInfo.InvariantCulture, $"'count' says how many nodes the platform has ({(document.Count < 0 ? "it is missing" : document.Count)}), and {document.Nodes.Length} are listed"));
        }

        return document;
    }

    private static NodeDocument Node(DocumentReader reader) => new()
    {
        Name = reader.Text("name"),
        Services = reader.Texts("services"),
        Environment = reader.Text("environment"),
        Kernel = reader.OptionalText("kernel"),
        Fips = reader.Choice<HostFipsFlag>("fips"),
    };
}
