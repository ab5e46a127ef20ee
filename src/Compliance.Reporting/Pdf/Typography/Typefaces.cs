namespace Compliance.Reporting.Pdf.Typography;

/// <summary>The faces of one document: text, weight for headings and stress, and fixed width.</summary>
internal sealed class Typefaces
{
    private static readonly Lazy<TrueTypeFont> Regular = new(() => Load("Inter-Regular", "Inter_400Regular.ttf"));
    private static readonly Lazy<TrueTypeFont> SemiBold = new(() => Load("Inter-SemiBold", "Inter_600SemiBold.ttf"));
    private static readonly Lazy<TrueTypeFont> Fixed = new(() => Load("IBMPlexMono-Regular", "IBMPlexMono-Regular.woff"));

    public FontFace Text { get; } = new("F0", Regular.Value);

    public FontFace Strong { get; } = new("F1", SemiBold.Value);

    public FontFace Mono { get; } = new("F2", Fixed.Value);

    public IEnumerable<FontFace> All => [Text, Strong, Mono];

    private static TrueTypeFont Load(string name, string file)
    {
        using var stream = typeof(Typefaces).Assembly.GetManifestResourceStream($"Compliance.Reporting.Pdf.Fonts.{file}")
            ?? throw new InvalidOperationException($"the font {file} is not in the assembly");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new TrueTypeFont(name, bytes);
    }
}
