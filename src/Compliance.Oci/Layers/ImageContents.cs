using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Oci.Files;

namespace Compliance.Oci.Layers;

/// <summary>What one pass over all layers of an image brought. Dispose to let go of the captured files.</summary>
public sealed class ImageContents : IDisposable
{
    internal ImageContents()
    {
    }

    public required FileInventory Inventory { get; init; }

    public required CapturedFiles Captured { get; init; }

    public required ImmutableArray<LayerResult> Layers { get; init; }

    /// <summary>In the order of layers and archives. Each is a gap in what is known about the image, or an oddity that a person should see.</summary>
    public required ImmutableArray<Defect> Defects { get; init; }

    /// <summary>Every layer was verified and every entry recorded: only then does absence from the inventory mean absence from the image.</summary>
    public bool IsComplete => Layers.All(layer => layer.IsComplete);

    public void Dispose() => Captured.Dispose();
}
