using Compliance.Formats;
using Compliance.Formats.Archives.Compression;
using Compliance.Formats.Archives.Tar;
using Compliance.Formats.Reading;
using Compliance.Oci.Files;
using Compliance.Oci.Layers.Entries;
using Compliance.Oci.Models;
using Compliance.Oci.Snapshots;
using Compliance.Oci.Sources;

namespace Compliance.Oci.Layers;

/// <summary>Reads the layers of an image one after the other: check, decompress, hash and walk in the same pass.</summary>
internal sealed class LayerReader(
    ImageSnapshot snapshot,
    PlatformImage image,
    FileInventoryBuilder inventory,
    EntryRecorder recorder,
    Limits limits,
    DefectCollector defects,
    ProgressMeter progress,
    CancellationToken cancellation)
{
    private readonly byte[] drain = new byte[64 << 10];

    public List<LayerResult> ReadAll()
    {
        var results = new List<LayerResult>();
        foreach (var layer in image.Layers)
        {
            cancellation.ThrowIfCancellationRequested();
            results.Add(ReadLayer(results.Count, layer));
            progress.EndLayer(layer);
        }

        return results;
    }

    private LayerResult ReadLayer(int index, Descriptor layer)
    {
        recorder.BeginLayer();
        var name = $"layer {index} {layer.Digest}";
        var opened = snapshot.OpenBlob(layer);
        if (!opened.TryGet(out var compressed))
        {
            defects.AddRange(opened.Defects);
            return new LayerResult(index, layer, false, false, null, null, 0, 0);
        }

        using (compressed)
        {
            if (!OciMediaTypes.IsLayer(layer.MediaType)) defects.Add(OciCodes.LayerNotTar, new Locator(name), $"media type '{layer.MediaType}' is not that of a layer");
            var (count, diffId) = (0L, (Digest?)null);
            try
            {
                (count, diffId) = ReadVerified(index, layer, name, compressed);
            }
            catch (BlobMismatchException mismatch)
            {
                defects.Add(mismatch.Defect);
            }

            if (compressed.IsVerified) return Finish(index, layer, name, count, diffId);
            recorder.RollBackLayer();
            return new LayerResult(index, layer, false, false, null, null, count, 0);
        }
    }

    private LayerResult Finish(int index, Descriptor layer, string name, long count, Digest? diffId)
    {
        recorder.CommitLayer(inventory.Build(image.Layers.Length));
        var expected = image.Config is { } config && index < config.DiffIds.Length ? config.DiffIds[index] : null;
        bool? matches = diffId is null || expected is null ? null : diffId == expected;
        if (matches == false) defects.Add(OciCodes.DiffIdDiffers, new Locator(name), $"the uncompressed layer is {diffId}, the configuration says {expected}");
        return new LayerResult(index, layer, true, recorder.IsComplete && diffId is not null, diffId, matches, count, recorder.EntriesOfLayer);
    }

    /// <summary>Reads to the end, whatever is in between. The diff id is null when the uncompressed side could not be read to its end.</summary>
    private (long Count, Digest? DiffId) ReadVerified(int index, Descriptor layer, string name, VerifiedStream compressed)
    {
        var peeked = new PeekedStream(compressed, Decompression.MagicBytes);
        var kind = Decompression.Sniff(peeked.First);
        if (ExpectedKind(layer.MediaType) is { } expected && expected != kind)
            defects.Add(OciCodes.CompressionDiffers, new Locator(name), $"media type '{layer.MediaType}', but the content is {Describe(kind)}");
        // What is not compressed has the blob's digest, so it is hashed once.
        var algorithm = kind == CompressionKind.None ? null : DiffIdAlgorithm(index);
        using var uncompressed = kind == CompressionKind.None ? null : Decompression.Open(peeked, kind);
        using var hashed = new DiffIdStream(uncompressed ?? peeked, compressed, algorithm, limits, () => AfterRead(compressed));
        Digest? diffId = null;
        try
        {
            var isWhole = Walk(index, name, hashed);
            while (hashed.Read(drain) > 0)
            {
            }

            diffId = hashed.Finish() ?? layer.Digest;
            if (!isWhole) recorder.LeaveOut();
        }
        catch (CorruptCompressionException problem)
        {
            defects.Add(problem.ToDefect(name));
        }
        catch (LayerLimitException problem)
        {
            defects.Add(problem.Code, new Locator(name), problem.Message);
        }

        while (compressed.Read(drain) > 0)
        {
            cancellation.ThrowIfCancellationRequested();
        }

        return (hashed.Count, diffId);
    }

    private bool Walk(int index, string name, Stream uncompressed)
    {
        var tar = new TarReader(uncompressed, name, limits);
        var isTaking = true;
        while (isTaking && tar.Next()) isTaking = recorder.Take(tar, index, name);
        defects.AddRange(tar.Defects);
        return isTaking && tar.IsComplete;
    }

    private void AfterRead(VerifiedStream compressed)
    {
        cancellation.ThrowIfCancellationRequested();
        progress.Reached(compressed.Position);
    }

    private string DiffIdAlgorithm(int index) => image.Config is { } config && index < config.DiffIds.Length ? config.DiffIds[index].Algorithm : "sha256";

    private static CompressionKind? ExpectedKind(MediaType type)
    {
        if (!OciMediaTypes.IsLayer(type)) return null;
        if (type.Text.EndsWith("gzip", StringComparison.Ordinal)) return CompressionKind.Gzip;
        if (type.Text.EndsWith("+zstd", StringComparison.Ordinal)) return CompressionKind.Zstd;
        return type.Text.EndsWith("tar", StringComparison.Ordinal) ? CompressionKind.None : null;
    }

    private static string Describe(CompressionKind kind) => kind switch
    {
        CompressionKind.Gzip => "gzip",
        CompressionKind.Zstd => "zstd",
        _ => "not compressed",
    };
}
