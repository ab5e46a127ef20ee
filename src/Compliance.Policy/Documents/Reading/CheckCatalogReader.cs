using Compliance.Formats.Reading.Yaml;

namespace Compliance.Policy.Documents;

/// <summary>Binds <c>policies/catalogs/checks.yaml</c>. The structure is that of <c>policies/catalogs/checks.schema.json</c>.</summary>
internal static class CheckCatalogReader
{
    public static CheckCatalogDocument? Read(YamlNode root, DocumentText text)
    {
        if (DocumentReader.Over(root, text) is not { } reader) return null;
        var document = new CheckCatalogDocument
        {
            Title = reader.Text("title"),
            Source = reader.Text("source"),
            Checks = reader.Mappings("checks", Check, required: true),
        };
        reader.Finish();
        return document;
    }

    private static AskedCheckDocument Check(DocumentReader reader) => new()
    {
        Id = reader.Text("id", DocumentPatterns.Id),
        Title = reader.Text("title"),
        Policies = reader.Texts("policies"),
        Needs = Need(reader.OptionalMapping("needs")),
        Controls = reader.Mappings("controls", item => new AskedControlDocument { Framework = item.Text("framework"), Id = item.Text("id"), Objective = item.OptionalText("objective") }),
    };

    private static NeedDocument? Need(DocumentReader? reader)
    {
        if (reader is null) return null;
        var need = new NeedDocument { Method = reader.Choice<EvidenceMethod>("method"), Provide = reader.Text("provide") };
        reader.Finish();
        return need;
    }
}
