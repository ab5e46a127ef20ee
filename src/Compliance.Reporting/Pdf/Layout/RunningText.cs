using System.Globalization;
using Compliance.Reporting.Model;

namespace Compliance.Reporting.Pdf.Layout;

/// <summary>What stands on every page: the marking, the title, the package, the digest of the results, the page and how many there are.</summary>
internal static class RunningText
{
    public static void Draw(PageFlow flow, LayoutThemes themes, ReportDocument document)
    {
        for (var index = 0; index < flow.Pages.Count; index++)
        {
            var page = flow.Pages[index];
            var number = string.Create(CultureInfo.InvariantCulture, $"Page {index + 1} of {flow.Pages.Count}");
            page.Artifact(canvas => Header(flow, themes, document, canvas, isFirst: index == 0), "/Type/Pagination/Subtype/Header");
            page.Artifact(canvas => Footer(flow, themes, document, canvas, number), "/Type/Pagination/Subtype/Footer");
        }
    }

    private static void Header(PageFlow flow, LayoutThemes themes, ReportDocument document, PageCanvas page, bool isFirst)
    {
        if (document.Marking.Length > 0) Centred(page, themes.Marking, document.Marking, 28);
        if (isFirst) return;
        Put(page, themes.Running, document.Title, PageFlow.Left, 44);
        var day = $"run {document.CreatedAt.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";
        Put(page, themes.Running, day, flow.Right - themes.Running.Text.Measure(day), 44);
    }

    private static void Footer(PageFlow flow, LayoutThemes themes, ReportDocument document, PageCanvas page, string number)
    {
        var top = page.Height - 50;
        page.Line(PageFlow.Left, top, flow.Right, 0.5, Rgb.Line);
        Put(page, themes.RunningCode, $"package {document.Identity.PackageId}", PageFlow.Left, top + 12);
        Put(page, themes.RunningCode, $"results sha256 {document.Identity.Results.Hex}", PageFlow.Left, top + 21);
        Put(page, themes.Running, number, flow.Right - themes.Running.Text.Measure(number), top + 12);
        if (document.Marking.Length > 0) Centred(page, themes.Marking, document.Marking, page.Height - 14);
    }

    private static void Centred(PageCanvas page, TextTheme theme, string text, double baseline)
    {
        var shown = Shown(theme, text);
        Put(page, theme, shown, (page.Width - theme.Text.Measure(shown)) / 2, baseline);
    }

    private static void Put(PageCanvas page, TextTheme theme, string text, double x, double baseline) => page.Text(x, baseline, theme.Text, Shown(theme, text));

    private static string Shown(TextTheme theme, string text)
    {
        var shown = VisibleText.Spell(text, theme.Text.Face.CanShow);
        return shown.Length > 110 ? shown[..109] + "…" : shown;
    }
}
