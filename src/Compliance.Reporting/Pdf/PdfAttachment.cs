using System.Collections.Immutable;
using Compliance.Formats;

namespace Compliance.Reporting.Pdf;

/// <summary>A file inside the PDF file, as data that the pages were made from.</summary>
/// <param name="Name">File name without folders, ASCII.</param>
public sealed record PdfAttachment(string Name, MediaType MediaType, string Description, ImmutableArray<byte> Bytes);
