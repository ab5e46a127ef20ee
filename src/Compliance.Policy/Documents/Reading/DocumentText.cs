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
    private readonly Dictionary<(int Line, int Column), YamlScalar> texts = [];
    private string[]? lines;

    public string Document => document;

    public DefectCollector Defects => defects;

    public IReadOnlyDictionary<string, Locator> Places => places;

    /// <summary>Every text value that was read, with its place.</summary>
    public IEnumerable<(Locator Place, string Text)> Values => texts.Select(entry => (new Locator(document, null, entry.Key.Line, entry.Key.Column), entry.Value.Text));

    public void Note(string path, YamlScalar scalar)
    {
        var origin = Origin(scalar);
        places[path] = origin;
        if (origin is { Line: { } line, Column: { } column } && scalar.Text.Length > 0) texts.TryAdd((line, column), scalar);
    }

    public void Note(string path, Locator locator) => places.TryAdd(path, locator);

    /// <summary>
    /// A place inside a text, counted as if the text stood in one line from its origin, as the place in the file: folded lines, indentation and doubled
    /// quotes are walked over. The place itself when it is in no text, or in one with escapes.
    /// </summary>
    public Locator Unfold(Locator place)
    {
        if (place is not { Line: { } line, Column: { } column } || lines is null && !ReadLines()) return place;
        var start = texts.Keys.Where(key => key.Line == line && key.Column <= column).OrderByDescending(key => key.Column).FirstOrDefault();
        if (start == default || !texts.TryGetValue(start, out var scalar) || column - start.Column > scalar.Text.Length) return place;
        var (row, at) = (line - 1, start.Column - 1);
        foreach (var written in scalar.Text.AsSpan(0, column - start.Column))
        {
            if (!Step(written, ref row, ref at)) return place;
        }

        SkipBreak(ref row, ref at);
        return place with { Line = row + 1, Column = at + 1 };
    }

    /// <summary>Over one character of a value; false when the file has another one there.</summary>
    private bool Step(char written, ref int row, ref int at)
    {
        if (at >= lines![row].TrimEnd('\r').Length && written is ' ' or '\n')
        {
            SkipBreak(ref row, ref at);
            return true;
        }

        if (at >= lines[row].Length || lines[row][at] != written) return false;
        at += written == '\'' && at + 1 < lines[row].Length && lines[row][at + 1] == '\'' ? 2 : 1;
        return true;
    }

    private void SkipBreak(ref int row, ref int at)
    {
        while (at >= lines![row].TrimEnd('\r').Length && row + 1 < lines.Length)
        {
            row++;
            at = lines[row].Length - lines[row].TrimStart(' ').Length;
        }
    }

    private bool ReadLines()
    {
        lines = Encoding.UTF8.GetString(bytes.Span).Split('\n');
        return true;
    }

    private Locator Origin(YamlScalar scalar)
    {
        var locator = scalar.Locator;
        if (scalar.IsPlain || locator is not { Line: { } line, Column: { } column }) return locator;
        if (lines is null) ReadLines();
        if (line > lines!.Length || column > lines[line - 1].Length) return locator;
        return lines[line - 1][column - 1] switch
        {
            '\'' or '"' => locator with { Column = column + 1 },
            '|' or '>' when line < lines.Length => locator with { Line = line + 1, Column = lines[line].Length - lines[line].TrimStart(' ').Length + 1 },
            _ => locator,
        };
    }
}
