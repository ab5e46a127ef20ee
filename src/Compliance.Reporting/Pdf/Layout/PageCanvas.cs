using System.Globalization;
using System.Text;
using Compliance.Reporting.Pdf.Files;
using Compliance.Reporting.Pdf.Tagging;

namespace Compliance.Reporting.Pdf.Layout;

/// <summary>
/// One page's content. Coordinates are points from the top left. Everything drawn is either tagged (<see cref="Tag"/>) or an artifact, so
/// that nothing is outside of the structure.
/// </summary>
internal sealed class PageCanvas(double width, double height, int structureKey)
{
    private readonly StringBuilder content = new();
    private StructureElement? open;

    public double Width { get; } = width;

    public double Height { get; } = height;

    /// <summary>Key of this page in the parent tree.</summary>
    public int StructureKey { get; } = structureKey;

    /// <summary>The element that each marked-content id of this page belongs to.</summary>
    public List<StructureElement> ContentOwners { get; } = [];

    public List<LinkArea> Links { get; } = [];

    /// <summary>Object number, given when the file is written.</summary>
    public int Number { get; set; }

    public byte[] Content
    {
        get
        {
            var bytes = new byte[content.Length];
            var at = 0;
            foreach (var chunk in content.GetChunks()) at += Encoding.ASCII.GetBytes(chunk.Span, bytes.AsSpan(at));
            return bytes;
        }
    }

    /// <summary>What is drawn from here on belongs to this element.</summary>
    public void Tag(StructureElement element)
    {
        if (open == element) return;
        Untag();
        content.Append(CultureInfo.InvariantCulture, $"/{element.Type}<</MCID {ContentOwners.Count}>>BDC\n");
        element.Kids.Add(new StructureKid(null, this, ContentOwners.Count));
        ContentOwners.Add(element);
        open = element;
    }

    public void Untag()
    {
        if (open is not null) content.Append("EMC\n");
        open = null;
    }

    /// <summary>Draws something that says nothing: lines, fills, running headers.</summary>
    /// <param name="entries">Entries of the artifact's property list, for example <c>/Type/Pagination</c>.</param>
    public void Artifact(Action<PageCanvas> draw, string entries = "/Type/Layout")
    {
        Untag();
        content.Append(CultureInfo.InvariantCulture, $"/Artifact<<{entries}>>BDC\n");
        draw(this);
        content.Append("EMC\n");
    }

    public void Fill(double x, double y, double width, double height, Rgb colour) =>
        content.Append(colour.Operands).Append(" rg ").AppendNumber(x).Append(' ').AppendNumber(Height - y - height).Append(' ')
            .AppendNumber(width).Append(' ').AppendNumber(height).Append(" re f\n");

    public void Line(double x, double y, double toX, double thickness, Rgb colour) => Fill(x, y - thickness / 2, toX - x, thickness, colour);

    /// <summary>A filled and outlined box with round corners.</summary>
    public void Capsule(double x, double y, double width, double height, double radius, Rgb fill, Rgb line)
    {
        var bend = radius * 0.4477;
        double left = x, right = x + width, top = Height - y, bottom = Height - y - height;
        var path = new StringBuilder();
        void Add(string operation, params ReadOnlySpan<double> values)
        {
            foreach (var value in values) path.AppendNumber(value).Append(' ');
            path.Append(operation).Append(' ');
        }

        Add("m", left + radius, top);
        Add("l", right - radius, top);
        Add("c", right - bend, top, right, top - bend, right, top - radius);
        Add("l", right, bottom + radius);
        Add("c", right, bottom + bend, right - bend, bottom, right - radius, bottom);
        Add("l", left + radius, bottom);
        Add("c", left + bend, bottom, left, bottom + bend, left, bottom + radius);
        Add("l", left, top - radius);
        Add("c", left, top - bend, left + bend, top, left + radius, top);
        Emit($"{fill.Operands} rg {line.Operands} RG 0.5 w {path}b\n");
    }

    /// <param name="y">The base line.</param>
    public void Text(double x, double y, TextStyle style, string text)
    {
        content.Append("BT ").Append(style.Colour.Operands).Append(" rg /").Append(style.Face.Resource).Append(' ').AppendNumber(style.Size).Append(" Tf ")
            .AppendNumber(x).Append(' ').AppendNumber(Height - y).Append(" Td <");
        style.Face.Encode(text, content);
        content.Append("> Tj ET\n");
    }

    /// <summary>What readers and copies get instead of what <paramref name="draw"/> shows.</summary>
    public void Replaced(string actual, Action<PageCanvas> draw)
    {
        Emit($"/Span<</ActualText{PdfSyntax.Text(actual)}>>BDC\n");
        draw(this);
        content.Append("EMC\n");
    }

    private void Emit(string operations) => content.Append(operations);
}
