using System.Text;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Yaml;

namespace Compliance.Policy.Documents;

/// <summary>
/// One document while it is bound: its defects, and where each text stands, by path (<c>require/0/check</c>). Places of scalars are those of their
/// content, behind an opening quote or block indicator, so that positions inside an expression can be added to them.
/// </summary>
internal sealed class DocumentText(string document, ReadOnlyMemory<byte> bytes, DefectCollector defects)
{
    private readonly Dictionary<string, Locator> places = new(StringComparer.Ordinal);
    private string[]? lines;

    public string Document => document;

    public DefectCollector Defects => defects;

    public IReadOnlyDictionary<string, Locator> Places => places;

    public void Note(string path, YamlScalar scalar) => places[path] = Origin(scalar);

    public void Note(string path, Locator locator) => places.TryAdd(path, locator);

    private Locator Origin(YamlScalar scalar)
    {
        var locator = scalar.Locator;
        if (scalar.IsPlain || locator is not { Line: { } line, Column: { } column }) return locator;
        lines ??= Encoding.UTF8.GetString(bytes.Span).Split('\n');
        if (line > lines.Length || column > lines[line - 1].Length) return locator;
        return lines[line - 1][column - 1] switch
        {
            '\'' or '"' => locator with { Column = column + 1 },
            '|' or '>' when line < lines.Length => locator with { Line = line + 1, Column = lines[line].Length - lines[line].TrimStart(' ').Length + 1 },
            _ => locator,
        };
    }
}
