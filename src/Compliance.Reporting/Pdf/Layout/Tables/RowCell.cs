using Compliance.Reporting.Pdf.Tagging;

namespace Compliance.Reporting.Pdf.Layout;

/// <summary>A cell while its row is drawn, line by line over as many pages as it takes.</summary>
internal sealed class RowCell(double x, double width, List<TextLine> lines, StructureElement element, bool alignsRight = false)
{
    private int next;

    public bool IsDone => next == lines.Count;

    public double RestHeight => HeightOf(lines.Count - next);

    /// <summary>Height of the lines that fit into the room.</summary>
    public double FittingHeight(double room) => HeightOf(Fitting(room));

    public void Draw(PageFlow flow, double top, double room)
    {
        var y = top;
        for (var end = next + Fitting(room); next < end; next++)
        {
            var line = lines[next];
            LinePainter.Draw(flow, element, line, alignsRight ? x + width - line.Width : x, y);
            y += line.Height;
        }
    }

    private int Fitting(double room)
    {
        var count = 0;
        while (next + count < lines.Count && lines[next + count].Height <= room) room -= lines[next + count++].Height;
        return count;
    }

    private double HeightOf(int count)
    {
        var height = 0.0;
        for (var index = next; index < next + count; index++) height += lines[index].Height;
        return height;
    }
}
