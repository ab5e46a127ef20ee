using Compliance.Reporting.Model;
using Compliance.Reporting.Pdf.Tagging;
using Compliance.Reporting.Templates;

namespace Compliance.Reporting.Pdf.Layout;

/// <summary>The pages of one document while it is laid out: where the next thing goes, and what outlines and links need to know.</summary>
internal sealed class PageFlow
{
    private const double Margin = 54;
    private const double TopMargin = 62;
    private const double BottomMargin = 66;

    private readonly double pageWidth;
    private readonly double pageHeight;

    public PageFlow(PageSize size)
    {
        (pageWidth, pageHeight) = size == PageSize.A4 ? (595.28, 841.89) : (612.0, 792.0);
        Page = NewPage();
    }

    public List<PageCanvas> Pages { get; } = [];

    public PageCanvas Page { get; private set; }

    /// <summary>Top of what comes next.</summary>
    public double Y { get; set; }

    public StructureElement Document { get; } = new("Document", null);

    /// <summary>Headings in order, for the outline.</summary>
    public List<(int Level, string Title, PageCanvas Page, double Y)> Headings { get; } = [];

    /// <summary>Where links lead.</summary>
    public Dictionary<string, (PageCanvas Page, double Y)> Anchors { get; } = new(StringComparer.Ordinal);

    /// <summary>The element of each link run: one, however many lines it takes.</summary>
    public Dictionary<Inline.Link, StructureElement> LinkElements { get; } = new(ReferenceEqualityComparer.Instance);

    public static double Left => Margin;

    public double Width => pageWidth - 2 * Margin;

    public double Right => pageWidth - Margin;

    public double Room => pageHeight - BottomMargin - Y;

    public double FullRoom => pageHeight - BottomMargin - TopMargin;

    public bool IsAtTop => Y <= TopMargin;

    public PageCanvas NewPage()
    {
        Page?.Untag();
        Page = new PageCanvas(pageWidth, pageHeight, Pages.Count);
        Pages.Add(Page);
        Y = TopMargin;
        return Page;
    }

    /// <summary>A new page unless this much room is left.</summary>
    public void Ensure(double height)
    {
        if (Room < height && !IsAtTop) NewPage();
    }

    /// <summary>Space between blocks; none at the top of a page.</summary>
    public void Skip(double height)
    {
        if (!IsAtTop) Y += height;
    }
}
