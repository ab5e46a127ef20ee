using System.Collections.Immutable;
using Compliance.Reporting.Model;

namespace Compliance.Reporting.Pdf.Layout;

/// <summary>Fills lines with pieces, first fit. What is wider than a whole line is cut after a separator, or anywhere.</summary>
internal static class LineBreaker
{
    private const string Separators = "/-_.:@=,+&?~";

    public static List<TextLine> Break(ImmutableArray<Inline> runs, TextTheme theme, double width)
    {
        var lines = new List<TextLine>();
        var line = ImmutableArray.CreateBuilder<(double, TextPiece)>();
        var x = 0.0;
        void End()
        {
            if (line.Count == 0) return;
            lines.Add(new TextLine(line.ToImmutable(), x, theme.Leading, theme.Leading / 2 + 0.36 * theme.Text.Size));
            line.Clear();
            x = 0;
        }

        foreach (var cluster in Clusters(TextPieces.Of(runs, theme)))
        {
            var needed = cluster.Sum(piece => piece.Width) + cluster.Skip(1).Sum(piece => piece.Gap);
            if (line.Count > 0 && x + cluster[0].Gap + needed > width && needed <= width) End();
            foreach (var piece in cluster)
            {
                foreach (var part in Fit(piece, width, line.Count == 0 ? width : width - x - piece.Gap))
                {
                    var gap = line.Count == 0 ? 0 : part.Gap;
                    if (line.Count > 0 && x + gap + part.Width > width)
                    {
                        End();
                        gap = 0;
                    }

                    line.Add((x + gap, part));
                    x += gap + part.Width;
                }
            }
        }

        End();
        return lines;
    }

    /// <summary>Pieces that must not be parted, in order.</summary>
    private static IEnumerable<List<TextPiece>> Clusters(List<TextPiece> pieces)
    {
        var cluster = new List<TextPiece>();
        foreach (var piece in pieces)
        {
            if (piece.MayBreak && cluster.Count > 0)
            {
                yield return cluster;
                cluster = [];
            }

            cluster.Add(piece);
        }

        if (cluster.Count > 0) yield return cluster;
    }

    /// <summary>The piece itself when it fits a line; else its parts, the first no wider than <paramref name="room"/>.</summary>
    private static IEnumerable<TextPiece> Fit(TextPiece piece, double width, double room)
    {
        if (piece.Width <= width || piece.Run is Inline.Badge)
        {
            yield return piece;
            yield break;
        }

        var rest = piece.Text;
        var gap = piece.Gap;
        if (room < width / 4) room = width;
        while (rest.Length > 0)
        {
            var length = Fitting(rest, piece.Style, room);
            yield return piece with { Text = rest[..length], Width = piece.Style.Measure(rest[..length]), Gap = gap, IsCut = length < rest.Length };
            rest = rest[length..];
            gap = 0;
            room = width;
        }
    }

    private static int Fitting(string text, TextStyle style, double room)
    {
        var width = 0.0;
        int length = 0, separated = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            width += style.Measure(rune.ToString());
            if (width > room && length > 0) return separated > length / 3 ? separated : length;
            length += rune.Utf16SequenceLength;
            if (rune.IsBmp && Separators.Contains((char)rune.Value, StringComparison.Ordinal)) separated = length;
        }

        return length;
    }
}
