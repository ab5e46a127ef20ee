using System.Collections.Immutable;
using Compliance.Reporting.Templates;

namespace Compliance.Reporting.Pdf;

/// <summary>What a PDF file is made with beside the document.</summary>
public sealed record PdfOptions(PageSize PageSize, ImmutableArray<PdfAttachment> Attachments);
