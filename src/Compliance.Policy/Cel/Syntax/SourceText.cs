using System.Globalization;
using System.Text;
using Compliance.Formats.Reading;

namespace Compliance.Policy.Cel.Syntax;

/// <summary>The text of one expression and where it stands: makes defects with line, column and an excerpt with a caret.</summary>
internal sealed class SourceText(string text, Locator origin, CelLimits limits)
{
    private const int ExcerptWidth = 120;

    private readonly List<Defect> defects = [];
    private int dropped;

    public string Text => text;

    public CelLimits Limits => limits;

    public bool HasDefects => defects.Count > 0;

    /// <summary>Sorted by place; the last one says how many more there were.</summary>
    public IReadOnlyList<Defect> Defects
    {
        get
        {
            var sorted = defects.OrderBy(defect => defect.Locator.Line ?? 0).ThenBy(defect => defect.Locator.Column ?? 0).ToList();
            if (dropped > 0) sorted[^1] = sorted[^1] with { Message = sorted[^1].Message + string.Create(CultureInfo.InvariantCulture, $"\nand {dropped} more") };
            return sorted;
        }
    }

    public void Report(DiagnosticCode code, int offset, string message)
    {
        if (defects.Count >= limits.MaxDefects)
        {
            dropped++;
            return;
        }

        offset = Math.Clamp(offset, 0, text.Length);
        var (_, column, lineStart) = Place(offset);
        defects.Add(new Defect(code, LocatorOf(offset), message + "\n" + Excerpt(lineStart, column)));
    }

    /// <summary>Where a character stands, counted from the origin.</summary>
    public Locator LocatorOf(int offset)
    {
        var (line, column, _) = Place(offset);
        return origin with
        {
            Offset = null,
            Line = (origin.Line ?? 1) + line,
            Column = line == 0 ? (origin.Column ?? 1) + column : column + 1,
        };
    }

    private (int Line, int Column, int LineStart) Place(int offset)
    {
        var lineStart = 0;
        var line = 0;
        for (var i = 0; i < offset; i++)
        {
            if (text[i] != '\n') continue;
            line++;
            lineStart = i + 1;
        }

        return (line, offset - lineStart, lineStart);
    }

    private string Excerpt(int lineStart, int column)
    {
        var lineEnd = text.IndexOf('\n', lineStart);
        if (lineEnd < 0) lineEnd = text.Length;
        var from = column > ExcerptWidth * 2 / 3 ? column - (ExcerptWidth / 2) : 0;
        var length = Math.Min(ExcerptWidth, lineEnd - lineStart - from);
        var shown = new StringBuilder(" | ");
        foreach (var unit in text.AsSpan(lineStart + from, length)) shown.Append(char.IsControl(unit) ? ' ' : unit);
        return shown.Append("\n | ").Append('.', column - from).Append('^').ToString();
    }
}
