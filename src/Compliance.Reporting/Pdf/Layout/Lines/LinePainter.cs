using System.Text;
using Compliance.Reporting.Model;
using Compliance.Reporting.Pdf.Tagging;

namespace Compliance.Reporting.Pdf.Layout;

/// <summary>Draws a line's pieces: words of one style together, digests as one word for whoever copies, badges on their shape.</summary>
internal static class LinePainter
{
    /// <param name="y">Top of the line.</param>
    public static void Draw(PageFlow flow, StructureElement element, TextLine line, double x, double y)
    {
        for (var index = 0; index < line.Pieces.Length;)
        {
            var end = index + 1;
            while (end < line.Pieces.Length && Together(line.Pieces[index].Piece, line.Pieces[end].Piece)) end++;
            Draw(flow, element, line, x, y + line.Baseline, index, end);
            index = end;
        }
    }

    private static bool Together(TextPiece first, TextPiece next) =>
        ReferenceEquals(first.Run, next.Run)
        || (first.Style == next.Style && first.Run is Inline.Text or Inline.Aside && next.Run is Inline.Text or Inline.Aside && next.Gap == next.Style.Measure(" "));

    private static void Draw(PageFlow flow, StructureElement element, TextLine line, double x, double baseline, int from, int to)
    {
        var page = flow.Page;
        var (offset, first) = line.Pieces[from];
        var last = line.Pieces[to - 1];
        var tail = to < line.Pieces.Length ? (line.Pieces[to].Piece.Gap > 0 ? " " : "") : last.Piece.IsCut || last.Piece.Run is Inline.Hash ? "" : " ";
        if (first.Run is Inline.Link link)
        {
            if (!flow.LinkElements.TryGetValue(link, out var tagged)) flow.LinkElements[link] = tagged = element.Add("Link");
            page.Tag(tagged);
            page.Text(x + offset, baseline, first.Style, Words(line, from, to));
            page.Line(x + offset, baseline + 1.4, x + last.X + last.Piece.Width, 0.4, first.Style.Colour);
            page.Links.Add(new LinkArea(x + offset, baseline - first.Style.Size, last.X + last.Piece.Width - offset, first.Style.Size * 1.35, link.Anchor, link.Value, tagged));
            tagged.Kids.Add(new StructureKid(null, page, -page.Links.Count));
            return;
        }

        page.Tag(element);
        if (first.Run is Inline.Badge badge) Badge(page, badge, first, x + offset, baseline, tail);
        else if (first.Run is Inline.Hash && to - from > 1) Groups(page, line, x, baseline, from, to, tail);
        else page.Text(x + offset, baseline, first.Style, Words(line, from, to) + tail);
    }

    private static string Words(TextLine line, int from, int to)
    {
        var text = new StringBuilder(line.Pieces[from].Piece.Text);
        for (var index = from + 1; index < to; index++)
        {
            if (line.Pieces[index].Piece.Gap > 0) text.Append(' ');
            text.Append(line.Pieces[index].Piece.Text);
        }

        return text.ToString();
    }

    private static void Groups(PageCanvas page, TextLine line, double x, double baseline, int from, int to, string tail) =>
        page.Replaced(string.Concat(line.Pieces[from..to].Select(placed => placed.Piece.Text)) + tail, canvas =>
        {
            foreach (var (offset, piece) in line.Pieces[from..to]) canvas.Text(x + offset, baseline, piece.Style, piece.Text);
        });

    private static void Badge(PageCanvas page, Inline.Badge badge, TextPiece piece, double x, double baseline, string tail)
    {
        var height = piece.Style.Size * 1.5;
        page.Capsule(x, baseline - 0.36 * piece.Style.Size - height / 2, piece.Width, height, height / 2, Rgb.FillOf(badge.Tone), Rgb.LineOf(badge.Tone));
        page.Text(x + TextPiece.BadgePadding, baseline, piece.Style, piece.Text + tail);
    }
}
