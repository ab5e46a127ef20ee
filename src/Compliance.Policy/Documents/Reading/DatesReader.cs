using Compliance.Formats.Reading.Yaml;

namespace Compliance.Policy.Documents;

/// <summary>Binds <c>policies/catalogs/dates.yaml</c>. The structure is that of <c>policies/catalogs/dates.schema.json</c>.</summary>
internal static class DatesReader
{
    public static DatesDocument? Read(YamlNode root, DocumentText text)
    {
        if (DocumentReader.Over(root, text) is not { } reader) return null;
        var document = new DatesDocument
        {
            Dates = reader.Mappings(
                "dates",
                item => new DatedEventDocument { On = item.Text("on", DocumentPatterns.Day), What = item.Text("what"), Source = item.Text("source"), Types = item.Texts("types") },
                required: true),
        };
        reader.Finish();
        return document;
    }
}
