using Compliance.Reporting.Model;
using Compliance.Reporting.Pdf.Layout;
using Compliance.Reporting.Pdf.Typography;

namespace Compliance.Reporting.Pdf;

/// <summary>
/// The default engine: our own writer on the base class library. PDF 1.7, tagged, fonts embedded as subsets, outline, links, attachments;
/// designed to PDF/A-3a and PDF/UA-1, certified by no validator. Left to right text without kerning or shaping; a character that the
/// fonts lack is spelled as its code point. Thread safe.
/// </summary>
public sealed class BuiltInPdfEngine : IPdfEngine
{
    public PdfCapabilities Capabilities { get; } = new("builtin", Tagged: true, Attachments: true, Deterministic: true);

    public byte[] Render(ReportDocument document, PdfOptions options)
    {
        var faces = new Typefaces();
        var themes = new LayoutThemes(faces);
        var flow = new PageFlow(options.PageSize);
        var blocks = new BlockLayout(flow, themes);
        blocks.Masthead(document);
        blocks.Sections(document.Sections);
        RunningText.Draw(flow, themes, document);
        return PdfAssembly.Write(document, options, flow, faces);
    }
}
