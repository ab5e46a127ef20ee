using System.Collections.Immutable;
using Compliance.Evidence.Packaging;
using Compliance.Formats;
using Compliance.Reporting.Html;
using Compliance.Reporting.Templates;

namespace Compliance.Reporting;

/// <summary>Renders the reports of a draft. The same draft and template give the same bytes.</summary>
public static class ReportRenderer
{
    public const string HtmlPath = "data/report/report.html";

    /// <summary>The reports of one package.</summary>
    /// <param name="template">The built-in one when absent.</param>
    /// <exception cref="ArgumentException">The draft has no <c>data/results/results.json</c>, or the template names a section that does not exist.</exception>
    public static ImmutableArray<ReportFile> Render(EvidenceDraft draft, ReportTemplate? template = null)
    {
        var document = ReportFold.Fold(draft, template ?? ReportTemplate.Assessment);
        return [new ReportFile(HtmlPath, new MediaType("text/html"), [.. HtmlReport.Render(document)])];
    }
}
