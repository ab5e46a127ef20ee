using System.Collections.Immutable;
using Compliance.Reporting.Model;

namespace Compliance.Reporting.Pdf.Layout;

/// <summary>Cuts running text into pieces. Characters that the face has no glyph for are spelled as <c>\u{HEX}</c>.</summary>
internal static class TextPieces
{
    private const double HashGap = 0.32;

    public static List<TextPiece> Of(ImmutableArray<Inline> runs, TextTheme theme)
    {
        var pieces = new List<TextPiece>();
        var previous = "";
        foreach (var (run, spaceBefore) in InlineFlow.Of(runs))
        {
            var separated = spaceBefore || previous.EndsWith(' ') || run.Value.StartsWith(' ');
            var gap = separated && pieces.Count > 0 ? theme.Text.Measure(" ") : 0;
            var style = theme.Of(run);
            if (run is Inline.Badge badge) AddBadge(pieces, badge, style, gap);
            else if (run is Inline.Hash) AddHash(pieces, run, style, gap);
            else AddWords(pieces, run, style, gap);
            previous = run.Value;
        }

        return pieces;
    }

    private static void AddWords(List<TextPiece> pieces, Inline run, TextStyle style, double gap)
    {
        var text = VisibleText.Spell(run.Value, style.Face.CanShow);
        var space = style.Measure(" ");
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            pieces.Add(new TextPiece(word, style, run, style.Measure(word), gap, MayBreak: gap > 0));
            gap = space;
        }
    }

    private static void AddBadge(List<TextPiece> pieces, Inline.Badge badge, TextStyle style, double gap)
    {
        var word = VisibleText.Spell(badge.Value, style.Face.CanShow);
        var text = badge.Tone == Tone.Neutral ? word : $"{InlineFlow.Shape(badge.Tone)} {word}";
        pieces.Add(new TextPiece(text, style, badge, style.Measure(text) + 2 * TextPiece.BadgePadding, gap, MayBreak: gap > 0));
    }

    private static void AddHash(List<TextPiece> pieces, Inline run, TextStyle style, double gap)
    {
        var first = true;
        foreach (var group in InlineFlow.Groups(VisibleText.Spell(run.Value, style.Face.CanShow)))
        {
            pieces.Add(new TextPiece(group, style, run, style.Measure(group), gap, MayBreak: gap > 0 || !first, IsGroup: !first));
            gap = HashGap * style.Size;
            first = false;
        }
    }
}
