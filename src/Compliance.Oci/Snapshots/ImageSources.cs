using Compliance.Formats.Reading;
using Compliance.Oci.References;
using Compliance.Oci.Sources;

namespace Compliance.Oci.Snapshots;

/// <summary>Opens the place that a reference names.</summary>
internal static class ImageSources
{
    /// <param name="settled">The reference with folder and tag parted as the disk decides.</param>
    public static Reading<IImageSource> Open(ImageReference reference, Limits limits, CancellationToken cancellation, out ImageReference settled)
    {
        settled = Settle(reference);
        var path = settled.Location;
        return settled.Transport switch
        {
            ImageTransport.OciLayout => LayoutFolder.Open(path).Select(IImageSource (folder) => folder),
            ImageTransport.OciArchive => LayoutArchive.Open(path, limits, cancellation).Select(IImageSource (archive) => archive),
            ImageTransport.DockerArchive => DockerArchive.Open(path, limits, cancellation),
            _ => Readings.Reject<IImageSource>(OciCodes.PullingUnavailable, new Locator(reference.Text), "no registry is asked here; name a layout or an archive"),
        };
    }

    private static ImageReference Settle(ImageReference reference)
    {
        if (reference.Transport == ImageTransport.Registry || Exists(reference.Location)) return reference;
        foreach (var (location, tag) in reference.OtherSplits)
        {
            if (Exists(location)) return reference with { Location = location, Tag = tag };
        }

        // A name whose last part merely looked like a tag: oci:build:v2 for the folder build:v2.
        var whole = reference.Tag is null ? reference.Location : $"{reference.Location}:{reference.Tag}";
        return Exists(whole) ? reference with { Location = whole, Tag = null } : reference;
    }

    private static bool Exists(string path) => Directory.Exists(path) || File.Exists(path);
}
