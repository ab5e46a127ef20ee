using Compliance.Formats.Reading;
using Compliance.Oci.Files;
using Compliance.Oci.Layers.Entries;
using Compliance.Oci.Snapshots;

namespace Compliance.Oci.Layers;

/// <summary>
/// Reads each layer of an image once: the compressed bytes are checked against the descriptor and decompressed, the result is hashed for the
/// diff id and walked as tar, every regular file is hashed, and rules get the bytes they ask for. Memory grows with the number of entries,
/// not with their size. Nothing in the image throws: what is wrong is a defect, and a layer that is not what its descriptor names leaves nothing.
/// </summary>
public static class LayerPass
{
    /// <param name="rules">Asked in this order; all of them are asked.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <exception cref="IOException">The machine failed (no room for the temporary file, a disk that can't be read).</exception>
    public static ImageContents Run(
        ImageSnapshot snapshot, PlatformImage image, IReadOnlyList<ICaptureRule> rules, Limits limits, IProgress<LayerProgress>? progress = null, CancellationToken cancellation = default)
    {
        var captured = new CapturedFiles();
        var isDone = false;
        try
        {
            var defects = new DefectCollector(limits);
            var inventory = new FileInventoryBuilder();
            using var recorder = new EntryRecorder(inventory, captured, rules, limits, defects);
            if (image.Config is { } config && config.DiffIds.Length != image.Layers.Length)
                defects.Add(OciCodes.LayerCountDiffers, new Locator(image.Digest.ToString()), $"{image.Layers.Length} layers in the manifest, {config.DiffIds.Length} diff ids in the configuration");
            var results = new LayerReader(snapshot, image, inventory, recorder, limits, defects, new ProgressMeter(image, progress), cancellation).ReadAll();
            recorder.FinishImage();
            isDone = true;
            return new ImageContents { Inventory = inventory.Build(image.Layers.Length), Captured = captured, Layers = [.. results], Defects = defects.ToImmutable() };
        }
        finally
        {
            if (!isDone) captured.Dispose();
        }
    }
}
