using System.Globalization;
using Compliance.Reporting.Pdf.Files;
using Compliance.Reporting.Pdf.Layout;

namespace Compliance.Reporting.Pdf.Metadata;

/// <summary>Bookmarks: one for each heading, nested by level (ISO 32000-1 section 12.3.3). Sections are closed until a reader opens them.</summary>
internal static class Outline
{
    /// <summary>Number of the outline's root.</summary>
    public static int Write(PdfObjects objects, IReadOnlyList<(int Level, string Title, PageCanvas Page, double Y)> headings)
    {
        var root = objects.Reserve();
        var numbers = headings.Select(_ => objects.Reserve()).ToArray();
        var top = Children(headings, -1).ToArray();
        for (var index = 0; index < headings.Count; index++)
        {
            var (level, title, page, y) = headings[index];
            var parent = Parent(headings, index);
            var siblings = Children(headings, parent).ToList();
            var place = siblings.IndexOf(index);
            var children = Children(headings, index).ToArray();
            var body = string.Create(CultureInfo.InvariantCulture,
                $"<</Title{PdfSyntax.Text(title)}/Parent {(parent < 0 ? root : numbers[parent])} 0 R/Dest[{page.Number} 0 R/XYZ 0 {PdfSyntax.Number(page.Height - y + 8)} null]");
            if (place > 0) body += $"/Prev {PdfSyntax.Reference(numbers[siblings[place - 1]])}";
            if (place < siblings.Count - 1) body += $"/Next {PdfSyntax.Reference(numbers[siblings[place + 1]])}";
            if (children.Length > 0)
                body += string.Create(CultureInfo.InvariantCulture, $"/First {numbers[children[0]]} 0 R/Last {numbers[children[^1]]} 0 R/Count -{children.Length}");
            objects.SetPacked(numbers[index], body + ">>");
        }

        objects.SetPacked(root, top.Length == 0
            ? "<</Type/Outlines/Count 0>>"
            : string.Create(CultureInfo.InvariantCulture, $"<</Type/Outlines/First {numbers[top[0]]} 0 R/Last {numbers[top[^1]]} 0 R/Count {top.Length}>>"));
        return root;
    }

    private static int Parent(IReadOnlyList<(int Level, string Title, PageCanvas Page, double Y)> headings, int index)
    {
        var parent = index - 1;
        while (parent >= 0 && headings[parent].Level >= headings[index].Level) parent--;
        return parent;
    }

    private static IEnumerable<int> Children(IReadOnlyList<(int Level, string Title, PageCanvas Page, double Y)> headings, int parent)
    {
        for (var index = parent + 1; index < headings.Count; index++)
        {
            if (parent >= 0 && headings[index].Level <= headings[parent].Level) yield break;
            if (Parent(headings, index) == parent) yield return index;
        }
    }
}
