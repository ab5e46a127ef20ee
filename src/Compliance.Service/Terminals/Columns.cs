using System.Globalization;
using System.Text;

namespace Compliance.Service.Terminals;

/// <summary>Rows with aligned columns, two spaces between; the last column runs on. Same bytes in a pipe and on a terminal but for colour.</summary>
internal sealed class Columns(params string[] headings)
{
    private readonly List<(string[] Cells, Tone Tone)> rows = [];

    public int Count => rows.Count;

    public void Add(Tone tone, params string[] cells) =>
        rows.Add(([.. cells.Select(Terminal.Visible)], tone));

    public void Write(Terminal terminal, string indent = "")
    {
        var widths = headings.Select(WidthOf).ToArray();
        foreach (var (cells, _) in rows)
        {
            for (var i = 0; i < widths.Length; i++) widths[i] = Math.Max(widths[i], WidthOf(cells[i]));
        }

        if (headings.Any(heading => heading.Length > 0)) terminal.Output.WriteLine(terminal.Paint(Tone.Quiet, Line(headings, widths, indent)));
        foreach (var (cells, tone) in rows)
        {
            var line = Line(cells, widths, indent);
            terminal.Output.WriteLine(tone == Tone.Plain ? line : terminal.Paint(tone, line));
        }
    }

    private static string Line(string[] cells, int[] widths, string indent)
    {
        var line = new StringBuilder(indent);
        for (var i = 0; i < cells.Length; i++)
        {
            line.Append(cells[i]);
            if (i < cells.Length - 1) line.Append(' ', widths[i] - WidthOf(cells[i]) + 2);
        }

        return line.ToString().TrimEnd();
    }

    private static int WidthOf(string text) => new StringInfo(text).LengthInTextElements;
}
