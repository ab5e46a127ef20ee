using Compliance.Reporting.Pdf.Typography;

namespace Compliance.Reporting.Pdf.Layout;

/// <summary>How text is set: face, size in points, colour.</summary>
internal sealed record TextStyle(FontFace Face, double Size, Rgb Colour)
{
    public double Measure(string text) => Face.Measure(text) * Size;
}
