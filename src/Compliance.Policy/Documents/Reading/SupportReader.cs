using Compliance.Formats.Reading.Yaml;

namespace Compliance.Policy.Documents;

/// <summary>Binds <c>policies/catalogs/support.yaml</c>. The structure is that of <c>policies/catalogs/support.schema.json</c>.</summary>
internal static class SupportReader
{
    public static SupportDocument? Read(YamlNode root, DocumentText text)
    {
        if (DocumentReader.Over(root, text) is not { } reader) return null;
        var document = new SupportDocument
        {
            Drawn = reader.Text("drawn", DocumentPatterns.Day),
            Releases = reader.Mappings(
                "releases",
                item => new SupportedReleaseDocument { Id = item.Text("id", DocumentPatterns.Id), Version = item.Text("version"), Until = item.Text("until", DocumentPatterns.Day), Source = item.Text("source") },
                required: true),
            Rolling = reader.Mappings("rolling", item => new RollingSystemDocument { Id = item.Text("id", DocumentPatterns.Id), Source = item.Text("source") }, required: true),
        };
        reader.Finish();
        return document;
    }
}
