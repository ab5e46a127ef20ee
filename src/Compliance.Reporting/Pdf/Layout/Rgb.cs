using System.Collections.Concurrent;
using Compliance.Reporting.Model;
using Compliance.Reporting.Pdf.Files;

namespace Compliance.Reporting.Pdf.Layout;

/// <summary>A colour, and the few that reports use; on white or on its own fill each text colour has a contrast of at least 4.5 to 1.</summary>
internal readonly record struct Rgb(byte Red, byte Green, byte Blue)
{
    // A report has a dozen colours and uses them tens of thousands of times.
    private static readonly ConcurrentDictionary<Rgb, string> Spelled = new();

    public static readonly Rgb Ink = new(0x1B, 0x24, 0x30);
    public static readonly Rgb Slate = new(0x4B, 0x57, 0x68);
    public static readonly Rgb Navy = new(0x1F, 0x3A, 0x5F);
    public static readonly Rgb Link = new(0x1D, 0x4F, 0x91);
    public static readonly Rgb Line = new(0xD7, 0xDD, 0xE5);
    public static readonly Rgb HeaderLine = new(0x9F, 0xB2, 0xC8);
    public static readonly Rgb HeaderFill = new(0xEA, 0xEF, 0xF5);
    public static readonly Rgb Tint = new(0xF5, 0xF7, 0xF9);

    /// <summary>Operands of a colour operator.</summary>
    public string Operands => Spelled.GetOrAdd(this, colour => $"{PdfSyntax.Number(colour.Red / 255.0)} {PdfSyntax.Number(colour.Green / 255.0)} {PdfSyntax.Number(colour.Blue / 255.0)}");

    public static Rgb TextOf(Tone tone) => tone switch
    {
        Tone.Good => new(0x14, 0x5A, 0x32),
        Tone.Bad => new(0x9B, 0x1C, 0x1C),
        Tone.Caution or Tone.Unknown => new(0x6B, 0x43, 0x00),
        _ => new(0x41, 0x4C, 0x5A),
    };

    public static Rgb FillOf(Tone tone) => tone switch
    {
        Tone.Good => new(0xE9, 0xF4, 0xED),
        Tone.Bad => new(0xFC, 0xEE, 0xED),
        Tone.Caution or Tone.Unknown => new(0xFD, 0xF4, 0xE1),
        _ => new(0xF0, 0xF3, 0xF6),
    };

    public static Rgb LineOf(Tone tone) => tone switch
    {
        Tone.Good => new(0x9C, 0xC7, 0xAC),
        Tone.Bad => new(0xE2, 0xAA, 0xA6),
        Tone.Caution or Tone.Unknown => new(0xDF, 0xC2, 0x8A),
        _ => new(0xC3, 0xCC, 0xD6),
    };
}
