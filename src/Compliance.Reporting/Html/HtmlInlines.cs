using System.Collections.Immutable;
using Compliance.Reporting.Model;

namespace Compliance.Reporting.Html;

/// <summary>Running text as HTML.</summary>
internal static class HtmlInlines
{
    public static HtmlWriter Write(HtmlWriter html, ImmutableArray<Inline> runs)
    {
        foreach (var (run, spaceBefore) in InlineFlow.Of(runs))
        {
            if (spaceBefore) html.Text(" ");
            Write(html, run);
        }

        return html;
    }

    public static HtmlWriter Write(HtmlWriter html, Inline run) => run switch
    {
        Inline.Strong => html.Leaf("strong", run.Value),
        Inline.Aside => html.Leaf("span", run.Value, "class", "aside"),
        Inline.Code => html.Leaf("code", run.Value),
        Inline.Hash => Hash(html, run.Value),
        Inline.Badge badge => Badge(html, badge),
        Inline.Link link => html.Leaf("a", link.Value, "href", $"#{link.Anchor}"),
        _ => html.Text(run.Value),
    };

    public static string ClassOf(Tone tone) => tone switch
    {
        Tone.Good => "good",
        Tone.Bad => "bad",
        Tone.Caution or Tone.Unknown => "caution",
        Tone.Muted => "muted",
        _ => "neutral",
    };

    private static HtmlWriter Hash(HtmlWriter html, string value)
    {
        html.Open("code", "class", "hash");
        foreach (var group in InlineFlow.Groups(value)) html.Leaf("span", group);
        return html.Close();
    }

    private static HtmlWriter Badge(HtmlWriter html, Inline.Badge badge)
    {
        html.Open("span", "class", $"badge {ClassOf(badge.Tone)}");
        if (badge.Tone != Tone.Neutral) html.Leaf("span", InlineFlow.Shape(badge.Tone), "aria-hidden", "true").Text(" ");
        return html.Text(badge.Value).Close();
    }
}
