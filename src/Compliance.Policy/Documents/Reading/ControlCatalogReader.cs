using Compliance.Formats.Reading.Yaml;

namespace Compliance.Policy.Documents;

/// <summary>Binds a control catalog. The structure is that of <c>policies/catalogs/catalog.schema.json</c>.</summary>
internal static class ControlCatalogReader
{
    public static ControlCatalogDocument? Read(YamlNode root, DocumentText text)
    {
        if (DocumentReader.Over(root, text) is not { } reader) return null;
        var document = new ControlCatalogDocument
        {
            Framework = reader.Text("framework"),
            Title = reader.Text("title"),
            Source = reader.Text("source"),
            Controls = reader.Mappings("controls", Control, required: true),
        };
        reader.Finish();
        return document;
    }

    private static CatalogControlDocument Control(DocumentReader reader) => new()
    {
        Id = reader.Text("id"),
        Title = reader.Text("title"),
        Objectives = reader.Texts("objectives"),
        Baselines = reader.Texts("baselines"),
        Classes = reader.Texts("classes"),
        BindsDeclaredUses = reader.OptionalTruth("bindsDeclaredUses"),
        Force = reader.OptionalChoice<Force>("force"),
        ForceByClass = reader.Map("forceByClass", "^[a-d]$", reader.ReadTextValue),
    };
}
