using System.Globalization;
using System.Text;
using Compliance.Reporting.Pdf.Files;
using Compliance.Reporting.Pdf.Layout;

namespace Compliance.Reporting.Pdf.Tagging;

/// <summary>Writes the structure tree with its parent tree (ISO 32000-1 section 14.7.4.4).</summary>
internal static class StructureTree
{
    /// <summary>Number of the tree's root. Pages and annotations must have their object numbers.</summary>
    public static int Write(PdfObjects objects, StructureElement document, IReadOnlyList<PageCanvas> pages)
    {
        var root = objects.Reserve();
        Number(objects, document);
        Write(objects, document, root);
        var parents = new StringBuilder();
        foreach (var page in pages)
        {
            parents.Append(CultureInfo.InvariantCulture, $"{page.StructureKey}[");
            foreach (var owner in page.ContentOwners) parents.Append(CultureInfo.InvariantCulture, $"{owner.Number} 0 R ");
            parents.Append(']');
        }

        foreach (var link in pages.SelectMany(page => page.Links))
            parents.Append(CultureInfo.InvariantCulture, $"{link.StructureKey} {link.Element.Number} 0 R ");
        var tree = objects.AddPacked($"<</Nums[{parents}]>>");
        var next = pages.Count + pages.Sum(page => page.Links.Count);
        objects.SetPacked(root, string.Create(CultureInfo.InvariantCulture,
            $"<</Type/StructTreeRoot/K {document.Number} 0 R/ParentTree {tree} 0 R/ParentTreeNextKey {next}>>"));
        return root;
    }

    private static void Number(PdfObjects objects, StructureElement element)
    {
        element.Number = objects.Reserve();
        foreach (var kid in element.Kids)
        {
            if (kid.Element is { } child) Number(objects, child);
        }
    }

    private static void Write(PdfObjects objects, StructureElement element, int parent)
    {
        var kids = new StringBuilder();
        foreach (var kid in element.Kids)
        {
            if (kid.Element is { } child)
            {
                kids.Append(CultureInfo.InvariantCulture, $"{child.Number} 0 R ");
                Write(objects, child, element.Number);
            }
            else if (kid.ContentId >= 0)
            {
                kids.Append(CultureInfo.InvariantCulture, $"<</Type/MCR/Pg {kid.Page!.Number} 0 R/MCID {kid.ContentId}>>");
            }
            else
            {
                kids.Append(CultureInfo.InvariantCulture, $"<</Type/OBJR/Pg {kid.Page!.Number} 0 R/Obj {kid.Page.Links[-1 - kid.ContentId].Number} 0 R>>");
            }
        }

        var attributes = element.Attributes.Length == 0 ? "" : $"/A<<{element.Attributes}>>";
        objects.SetPacked(element.Number, string.Create(CultureInfo.InvariantCulture,
            $"<</Type/StructElem/S/{element.Type}/P {parent} 0 R{attributes}/K[{kids}]>>"));
    }
}
