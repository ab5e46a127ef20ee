using Compliance.Reporting.Pdf.Tagging;

namespace Compliance.Reporting.Pdf.Layout;

/// <summary>An area of a page that leads to an anchor. Points from the page's top left.</summary>
internal sealed record LinkArea(double X, double Y, double Width, double Height, string Anchor, string Words, StructureElement Element)
{
    public int Number { get; set; }

    public int StructureKey { get; set; }
}
