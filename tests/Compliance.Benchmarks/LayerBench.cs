using System.Diagnostics;
using System.Globalization;
using Compliance.Formats.Reading;
using Compliance.Oci.Layers;
using Compliance.Oci.References;
using Compliance.Oci.Snapshots;

namespace Compliance.Benchmarks;

/// <summary>
/// The layer pass over every platform of an image, nothing switched off: compressed digest, diff id, SHA-256 and MD5 of each file, dpkg's
/// databases kept. One pass a process, start-up and compilation included, as <c>beside-trivy.sh</c> measures it.
/// </summary>
internal static class LayerBench
{
    public static int Run(string[] arguments)
    {
        var watch = Stopwatch.StartNew();
        using var snapshot = ImageSnapshot.Open(ImageReference.Parse(arguments[0]).Required(), Limits.Default).Required();
        foreach (var image in snapshot.Images)
        {
            using var contents = LayerPass.Run(snapshot, image, [new PathCaptureRule(path => path.StartsWith("var/lib/dpkg/"))], Limits.Default);
            if (!contents.IsComplete || contents.Layers.Any(layer => layer.DiffIdMatches != true)) throw new InvalidOperationException(string.Join("; ", contents.Defects));
            var bytes = contents.Layers.Sum(layer => layer.UncompressedBytes);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{contents.Inventory.Count} entries, {bytes / 1e6:F0} MB uncompressed, {watch.Elapsed.TotalSeconds:F2} s"));
        }

        return 0;
    }
}
