using Compliance.Reporting.Pdf.Typography;

namespace Compliance.Reporting.Pdf.Layout;

/// <summary>How each place of a page is set.</summary>
internal sealed class LayoutThemes(Typefaces faces)
{
    public TextTheme Body { get; } = TextTheme.Make(faces, 9, 13);

    public TextTheme Cell { get; } = TextTheme.Make(faces, 7.8, 11);

    public TextTheme Headline { get; } = TextTheme.Make(faces, 10.5, 15);

    public TextTheme Term { get; } = TextTheme.Uniform(faces.Text, 8.4, 13, Rgb.Slate);

    public TextTheme Header { get; } = TextTheme.Uniform(faces.Strong, 7.3, 9.5, Rgb.Navy);

    public TextTheme Caption { get; } = TextTheme.Uniform(faces.Text, 8.2, 11.5, Rgb.Slate);

    public TextTheme Subtitle { get; } = TextTheme.Uniform(faces.Text, 10.5, 15, Rgb.Slate);

    public TextTheme Command { get; } = TextTheme.Uniform(faces.Mono, 7.8, 11.5, Rgb.Ink);

    public TextTheme Running { get; } = TextTheme.Uniform(faces.Text, 7, 9, Rgb.Slate);

    public TextTheme RunningCode { get; } = TextTheme.Uniform(faces.Mono, 6.4, 9, Rgb.Slate);

    public TextTheme Marking { get; } = TextTheme.Uniform(faces.Strong, 9, 12, Rgb.Ink);

    /// <param name="level">1 for the title, 2 for sections, and below.</param>
    public TextTheme Heading(int level) => level switch
    {
        1 => TextTheme.Uniform(faces.Strong, 23, 29, Rgb.Navy),
        2 => TextTheme.Uniform(faces.Strong, 14.5, 19, Rgb.Navy),
        3 => TextTheme.Uniform(faces.Strong, 10.8, 15, Rgb.Navy),
        _ => TextTheme.Uniform(faces.Strong, 9.5, 13, Rgb.Navy),
    };

    public TextTheme Toned(double size, double leading, Rgb colour) => TextTheme.Uniform(faces.Strong, size, leading, colour);
}
