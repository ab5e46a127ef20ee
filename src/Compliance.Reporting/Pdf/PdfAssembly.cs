using System.Globalization;
using System.Text;
using Compliance.Reporting.Model;
using Compliance.Reporting.Pdf.Files;
using Compliance.Reporting.Pdf.Layout;
using Compliance.Reporting.Pdf.Metadata;
using Compliance.Reporting.Pdf.Tagging;
using Compliance.Reporting.Pdf.Typography;

namespace Compliance.Reporting.Pdf;

/// <summary>Puts laid-out pages, fonts, structure, outline, metadata and attachments together into one file.</summary>
internal static class PdfAssembly
{
    public static byte[] Write(ReportDocument document, PdfOptions options, PageFlow flow, Typefaces faces)
    {
        var objects = new PdfObjects();
        var catalog = objects.Reserve();
        var pages = objects.Reserve();
        foreach (var page in flow.Pages) page.Number = objects.Reserve();
        var fonts = string.Concat(faces.All.Where(face => face.Used.Count > 0)
            .Select(face => $"/{face.Resource} {PdfSyntax.Reference(FontObjects.Add(objects, face))}"));
        NumberLinks(objects, flow);
        foreach (var page in flow.Pages) Page(objects, flow, page, pages, fonts);
        var kids = string.Join(' ', flow.Pages.Select(page => PdfSyntax.Reference(page.Number)));
        objects.Set(pages, string.Create(CultureInfo.InvariantCulture, $"<</Type/Pages/Count {flow.Pages.Count}/Kids[{kids}]>>"));
        var structure = StructureTree.Write(objects, flow.Document, flow.Pages);
        var outline = Outline.Write(objects, flow.Headings);
        var metadata = objects.AddStream("/Type/Metadata/Subtype/XML", XmpPacket.Write(document), compress: false);
        var profile = objects.AddStream("/N 3", ColourProfile.Srgb());
        objects.Set(catalog,
            $"<</Type/Catalog/Pages {PdfSyntax.Reference(pages)}/Lang({document.Language})/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true>>"
            + $"/StructTreeRoot {PdfSyntax.Reference(structure)}/Outlines {PdfSyntax.Reference(outline)}/PageMode/UseOutlines/Metadata {PdfSyntax.Reference(metadata)}"
            + $"/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB IEC61966-2.1)/Info(sRGB IEC61966-2.1)/DestOutputProfile {PdfSyntax.Reference(profile)}>>]"
            + $"{Attachments(objects, document, options)}>>");
        return objects.ToFile(catalog, Information(objects, document));
    }

    private static void NumberLinks(PdfObjects objects, PageFlow flow)
    {
        var key = flow.Pages.Count;
        foreach (var link in flow.Pages.SelectMany(page => page.Links))
        {
            link.Number = objects.Reserve();
            link.StructureKey = key++;
        }
    }

    private static void Page(PdfObjects objects, PageFlow flow, PageCanvas page, int pages, string fonts)
    {
        page.Untag();
        var content = objects.AddStream("", page.Content);
        var annotations = new StringBuilder();
        foreach (var link in page.Links)
        {
            annotations.Append(CultureInfo.InvariantCulture, $"{link.Number} 0 R ");
            var (target, y) = flow.Anchors.TryGetValue(link.Anchor, out var anchor) ? anchor : (flow.Pages[0], 0);
            double[] corners = [link.X, page.Height - link.Y - link.Height, link.X + link.Width, page.Height - link.Y];
            objects.SetPacked(link.Number, string.Create(CultureInfo.InvariantCulture,
                $"<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[{string.Join(' ', corners.Select(PdfSyntax.Number))}]/Contents{PdfSyntax.Text(link.Words)}"
                + $"/StructParent {link.StructureKey}/Dest[{target.Number} 0 R/XYZ 0 {PdfSyntax.Number(target.Height - y + 8)} null]>>"));
        }

        var links = annotations.Length == 0 ? "" : $"/Annots[{annotations}]";
        objects.Set(page.Number, string.Create(CultureInfo.InvariantCulture,
            $"<</Type/Page/Parent {pages} 0 R/MediaBox[0 0 {PdfSyntax.Number(page.Width)} {PdfSyntax.Number(page.Height)}]"
            + $"/Resources<</Font<<{fonts}>>>>/Contents {content} 0 R/StructParents {page.StructureKey}/Tabs/S{links}>>"));
    }

    private static string Attachments(PdfObjects objects, ReportDocument document, PdfOptions options)
    {
        if (options.Attachments.IsEmpty) return "";
        var names = new StringBuilder();
        var associated = new StringBuilder();
        foreach (var attachment in options.Attachments.OrderBy(attachment => attachment.Name, StringComparer.Ordinal))
        {
            // The optional CheckSum is an MD5 value by definition: it is left out.
            var file = objects.AddStream(
                string.Create(CultureInfo.InvariantCulture,
                    $"/Type/EmbeddedFile/Subtype{PdfSyntax.Name(attachment.MediaType.Text)}/Params<</Size {attachment.Bytes.Length}/ModDate{PdfSyntax.Date(document.CreatedAt)}>>"),
                attachment.Bytes.AsSpan());
            var name = PdfSyntax.Text(attachment.Name);
            var specification = objects.Add(
                $"<</Type/Filespec/F{name}/UF{name}/EF<</F {PdfSyntax.Reference(file)}/UF {PdfSyntax.Reference(file)}>>"
                + $"/AFRelationship/Data/Desc{PdfSyntax.Text(attachment.Description)}>>");
            names.Append(name).Append(' ').Append(PdfSyntax.Reference(specification)).Append(' ');
            associated.Append(PdfSyntax.Reference(specification)).Append(' ');
        }

        return $"/Names<</EmbeddedFiles<</Names[{names}]>>>>/AF[{associated}]";
    }

    private static int Information(PdfObjects objects, ReportDocument document) => objects.Add(
        $"<</Title{PdfSyntax.Text(document.Title)}/Subject{PdfSyntax.Text(XmpPacket.Subject(document))}/Producer{PdfSyntax.Text(XmpPacket.Producer)}"
        + $"/CreationDate{PdfSyntax.Date(document.CreatedAt)}/ModDate{PdfSyntax.Date(document.CreatedAt)}>>");
}
