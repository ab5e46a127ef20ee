using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Formats.Sbom.Comparing;

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

    /// <summary>
    /// The same with another list of losses: the written document is read again, and whatever of the given one does not come back is named. Takes about twice the time. Where the written document is
    /// larger than what is read, the list is the writer's own, and says so.
    /// </summary>
    public static WrittenSbom Convert(SbomDocument document, string form, Limits? limits = null)
    {
        var written = Write(document, form);
        return SbomReaders.Read(written.Bytes, form, limits).TryGet(out var again)
            ? written with { Losses = SbomLosses.Between(document, again) }
            : written with { Losses = [.. written.Losses, "what was written is too large to be read again: other losses are not known"] };
    }
}
