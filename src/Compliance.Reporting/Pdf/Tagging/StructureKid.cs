using Compliance.Reporting.Pdf.Layout;

namespace Compliance.Reporting.Pdf.Tagging;

/// <summary>A kid of an element: another element, or marked content on a page, or (with a negative id) annotation <c>-1 - id</c> of a page.</summary>
internal readonly record struct StructureKid(StructureElement? Element, PageCanvas? Page, int ContentId);
