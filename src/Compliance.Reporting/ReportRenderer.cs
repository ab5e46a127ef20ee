using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Compliance.Cryptography.Hashing;
using Compliance.Evidence.Packaging;
using Compliance.Formats;
using Compliance.Reporting.Html;
using Compliance.Reporting.Pdf;
using Compliance.Reporting.Templates;

namespace Compliance.Reporting;

/// <summary>Renders the reports of a draft. The same draft, template and results give the same bytes on the same runtime.</summary>
public static class ReportRenderer
{
    public const string HtmlPath = "data/report/report.html";

    public const string PdfPath = "data/report/report.pdf";

    private static readonly BuiltInPdfEngine BuiltIn = new();

    /// <summary>The reports of one package, ordinal order of paths.</summary>
    /// <param name="results">Bytes of <c>data/results/results.json</c>, attached to the PDF; nothing is attached when empty.</param>
    /// <param name="template">The built-in one when absent.</param>
    /// <param name="engine">The built-in one when absent.</param>
    /// <exception cref="ArgumentException">
    /// The draft has no <c>data/results/results.json</c>, the given bytes are not those that it lists, or the template names a section that does not exist.
    /// </exception>
    public static ImmutableArray<ReportFile> Render(EvidenceDraft draft, ImmutableArray<byte> results = default, ReportTemplate? template = null, IPdfEngine? engine = null)
    {
        template ??= ReportTemplate.Assessment;
        var document = ReportFold.Fold(draft, template);
        var pdf = (engine ?? BuiltIn).Render(document, new PdfOptions(template.PageSize, Attachments(draft, results)));
        return
        [
            new ReportFile(HtmlPath, new MediaType("text/html"), ImmutableCollectionsMarshal.AsImmutableArray(HtmlReport.Render(document))),
            new ReportFile(PdfPath, new MediaType("application/pdf"), ImmutableCollectionsMarshal.AsImmutableArray(pdf)),
        ];
    }

    private static ImmutableArray<PdfAttachment> Attachments(EvidenceDraft draft, ImmutableArray<byte> results)
    {
        if (results.IsDefaultOrEmpty) return [];
        var listed = ReportDraft.ResultsFile(draft);
        if (Digests.Sha256(results.AsSpan()) != listed.Sha256) throw new ArgumentException($"not the bytes of {ReportDraft.ResultsPath} that the draft lists", nameof(results));
        return [new PdfAttachment("results.json", listed.MediaType, "The results that this report shows, byte for byte", results)];
    }
}
