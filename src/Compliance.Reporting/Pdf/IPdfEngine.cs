using Compliance.Reporting.Model;

namespace Compliance.Reporting.Pdf;

/// <summary>
/// Turns a document into a PDF file. The same document and options must give the same bytes on the same runtime. An engine shows every
/// block of the document, writes the identity on every page, embeds its fonts, and takes time and identity from its arguments only.
/// Signing is another stage that works on any engine's file.
/// </summary>
public interface IPdfEngine
{
    PdfCapabilities Capabilities { get; }

    /// <summary>The whole file.</summary>
    byte[] Render(ReportDocument document, PdfOptions options);
}
