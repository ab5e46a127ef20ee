using Compliance.Oci.Models;
using Compliance.Oci.Snapshots;

namespace Compliance.Oci.Layers;

/// <summary>Reports progress each MiB of compressed bytes and at the end of each layer.</summary>
internal sealed class ProgressMeter(PlatformImage image, IProgress<LayerProgress>? progress)
{
    private const long Step = 1 << 20;

    private readonly long totalBytes = image.Layers.Sum(layer => layer.Size);
    private int layer;
    private long earlier;
    private long reported;

    public void Reached(long positionInLayer)
    {
        if (progress is not null && earlier + positionInLayer - reported >= Step) Report(earlier + positionInLayer);
    }

    public void EndLayer(Descriptor ended)
    {
        earlier += ended.Size;
        Report(earlier);
        layer++;
    }

    private void Report(long done)
    {
        reported = done;
        progress?.Report(new LayerProgress(layer, image.Layers.Length, done, totalBytes));
    }
}
