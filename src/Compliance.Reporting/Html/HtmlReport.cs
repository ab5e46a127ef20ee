using System.Text;
using Compliance.Reporting.Model;

namespace Compliance.Reporting.Html;

/// <summary>
/// One HTML file that needs nothing else: styles inside, no script, no address of another host, a content security policy that allows only
/// its own style sheet. Its root element carries what a verifier compares: <c>data-package-id</c>, <c>data-evidence-root</c>
/// (<c>sha256:</c> and hex) and <c>data-results-sha256</c> (hex).
/// </summary>
internal static class HtmlReport
{
    /// <summary>SHA-256 of the style element's content, base64, as the policy names it; a test keeps it true.</summary>
    internal const string StyleHash = "sha256-sm/fDKyPxmcfe2W8G68BlC4af3XF/mKr4DyYxj7zYJ4=";

    internal static string Style { get; } = ReadStyle();

    public static byte[] Render(ReportDocument document)
    {
        var html = new HtmlWriter();
        html.Verbatim("<!DOCTYPE html>\n");
        html.Open("html",
            "lang", document.Language,
            "data-package-id", document.Identity.PackageId,
            "data-evidence-root", document.Identity.EvidenceRoot.ToString(),
            "data-results-sha256", document.Identity.Results.Hex).Text("\n");
        Head(html, document);
        html.Open("body").Text("\n").Leaf("a", "Skip to the report", "class", "skip", "href", "#report").Text("\n");
        if (document.Marking.Length > 0) html.Leaf("p", document.Marking, "class", "marking").Text("\n");
        Masthead(html, document);
        Contents(html, document);
        html.Open("main", "id", "report", "tabindex", "-1").Text("\n");
        new HtmlBlocks(html).Write([.. document.Sections]);
        html.CloseLine();
        Foot(html, document);
        return html.CloseLine().CloseLine().ToBytes();
    }

    private static void Head(HtmlWriter html, ReportDocument document)
    {
        html.Open("head").Text("\n").Void("meta", "charset", "utf-8");
        html.Void("meta", "http-equiv", "Content-Security-Policy", "content", $"default-src 'none'; style-src '{StyleHash}'; base-uri 'none'; form-action 'none'");
        html.Void("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        html.Void("meta", "name", "referrer", "content", "no-referrer");
        html.Void("meta", "name", "color-scheme", "content", "light");
        html.Leaf("title", $"{document.Title}: {document.Subtitle}").Text("\n");
        html.Open("style").Verbatim(Style).CloseLine().CloseLine();
    }

    private static void Masthead(HtmlWriter html, ReportDocument document)
    {
        html.Open("header").Leaf("h1", document.Title).Leaf("p", document.Subtitle, "class", "subtitle");
        html.Open("p", "class", "headline");
        HtmlInlines.Write(html, document.Headline).Close().CloseLine();
    }

    private static void Contents(HtmlWriter html, ReportDocument document)
    {
        html.Open("nav", "aria-label", "Contents").Open("ol");
        foreach (var section in document.Sections) html.Open("li").Leaf("a", section.Title.Value, "href", $"#{section.Id}").CloseLine();
        html.Close().CloseLine();
    }

    private static void Foot(HtmlWriter html, ReportDocument document)
    {
        html.Open("footer").Open("p").Text("Package ").Leaf("code", document.Identity.PackageId).Text(" · results ");
        HtmlInlines.Write(html, new Inline.Hash(document.Identity.Results)).CloseLine();
        if (document.Marking.Length > 0) html.Leaf("p", document.Marking, "class", "marking");
        html.CloseLine();
    }

    private static string ReadStyle()
    {
        using var stream = typeof(HtmlReport).Assembly.GetManifestResourceStream("Compliance.Reporting.Html.report.css")
            ?? throw new InvalidOperationException("the style sheet is not in the assembly");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
