namespace Compliance.Reporting.Pdf.Layout;

/// <summary>Draws rows of cells: whole where they fit, split over pages where they are longer than a good part of one.</summary>
internal static class RowPainter
{
    private const double Padding = 4.5;
    private const double KeepTogether = 0.25;

    /// <param name="fill">Background; none when null.</param>
    /// <param name="continued">Draws what is repeated at the top of the next page.</param>
    public static void Draw(PageFlow flow, IReadOnlyList<RowCell> cells, Rgb? fill, Rgb line, Action continued)
    {
        var fresh = true;
        while (true)
        {
            var rest = cells.Max(cell => cell.RestHeight);
            var room = flow.Room - 2 * Padding;
            var movable = fresh && rest <= flow.FullRoom * KeepTogether;
            var taken = rest <= room ? rest : movable ? 0 : cells.Max(cell => cell.FittingHeight(room));
            if (taken <= 0 && rest > 0)
            {
                flow.NewPage();
                continued();
                fresh = false;
                continue;
            }

            Part(flow, cells, taken, fill, line);
            if (cells.All(cell => cell.IsDone)) return;
            flow.NewPage();
            continued();
            fresh = false;
        }
    }

    private static void Part(PageFlow flow, IReadOnlyList<RowCell> cells, double height, Rgb? fill, Rgb line)
    {
        var outer = height + 2 * Padding;
        flow.Page.Artifact(page =>
        {
            if (fill is { } colour) page.Fill(PageFlow.Left, flow.Y, flow.Width, outer, colour);
            page.Line(PageFlow.Left, flow.Y + outer, flow.Right, 0.5, line);
        });
        foreach (var cell in cells) cell.Draw(flow, flow.Y + Padding, height + 0.01);
        flow.Page.Untag();
        flow.Y += outer;
    }
}
