using System.Collections.Immutable;

namespace Compliance.Formats.Sbom.Writing;

/// <summary>The forms that are written.</summary>
public static class SbomForm
{
    public const string Spdx23 = "spdx-2.3";
    public const string Spdx301 = "spdx-3.0.1";
    public const string CycloneDx16 = "cyclonedx-1.6";
    public const string CycloneDx17 = "cyclonedx-1.7";

    public static ImmutableArray<string> All { get; } = [Spdx23, Spdx301, CycloneDx16, CycloneDx17];

    /// <summary>Writes a document. <see cref="SbomDocument.Created"/> is a time, and <see cref="SbomDocument.Namespace"/> is not empty for SPDX.</summary>
    /// <exception cref="ArgumentException">An unknown form, or one of the two is not so.</exception>
    public static WrittenSbom Write(SbomDocument document, string form)
    {
        ArgumentNullException.ThrowIfNull(document);
        var losses = new LossList();
        var content = new WriterContent(document, losses);
        var bytes = form switch
        {
            Spdx23 => new SpdxWriter(content, losses).Write(),
            Spdx301 => new Spdx3Writer(content, losses).Write(),
            CycloneDx16 => new CycloneDxWriter(content, losses, "1.6").Write(),
            CycloneDx17 => new CycloneDxWriter(content, losses, "1.7").Write(),
            _ => throw new ArgumentException($"'{form}' is not a form that is written", nameof(form)),
        };
        return new WrittenSbom(bytes, losses.ToImmutable());
    }
}
