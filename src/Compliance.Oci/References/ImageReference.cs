using Compliance.Formats;
using Compliance.Formats.Reading;

namespace Compliance.Oci.References;

/// <summary>
/// How a caller names an image: <c>oci:&lt;folder&gt;[:tag][@digest]</c>, <c>oci-archive:&lt;file&gt;[:tag][@digest]</c>,
/// <c>docker-archive:&lt;file&gt;[:reference]</c> or <c>[docker://]registry/repository[:tag][@digest]</c>. Syntax only: nothing is looked up.
/// </summary>
public sealed record ImageReference
{
    internal ImageReference()
    {
    }

    /// <summary>As typed.</summary>
    public required string Text { get; init; }

    public required ImageTransport Transport { get; init; }

    /// <summary>Folder or file; for a registry its host with the port, Docker Hub's short names completed.</summary>
    public required string Location { get; init; }

    /// <summary>Of a registry only.</summary>
    public string? Repository { get; init; }

    /// <summary>The tag, or the reference name inside a layout or archive.</summary>
    public string? Tag { get; init; }

    public Digest? Digest { get; init; }

    /// <summary>Whether it names bytes: a tag may mean something else tomorrow.</summary>
    public bool IsPinned => Digest is not null;

    /// <summary>
    /// Other ways to part folder and tag, longest folder first, for names with several colons; empty when there is only one. A folder that
    /// exists settles it.
    /// </summary>
    public IReadOnlyList<(string Location, string Tag)> OtherSplits { get; init; } = [];

    public static Reading<ImageReference> Parse(string text)
    {
        if (text.IndexOfAny(['\0', '\r', '\n']) >= 0) return Bad(text, "control characters");
        if (TryStrip(text, "oci:", out var rest)) return LocalReference.Parse(text, ImageTransport.OciLayout, rest);
        if (TryStrip(text, "oci-archive:", out rest)) return LocalReference.Parse(text, ImageTransport.OciArchive, rest);
        if (TryStrip(text, "docker-archive:", out rest)) return LocalReference.Parse(text, ImageTransport.DockerArchive, rest);
        return RegistryReference.Parse(text, TryStrip(text, "docker://", out rest) ? rest : text);
    }

    public override string ToString() => Text;

    internal static Reading<ImageReference> Bad(string text, string problem) =>
        Readings.Reject<ImageReference>(OciCodes.BadReference, new Locator(text), problem);

    private static bool TryStrip(string text, string prefix, out string rest)
    {
        var starts = text.StartsWith(prefix, StringComparison.Ordinal);
        rest = starts ? text[prefix.Length..] : "";
        return starts;
    }
}
