using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Oci.Models;

namespace Compliance.Oci.Snapshots;

/// <summary>
/// Looks through a source's small blobs for manifests with a subject, since nothing in a layout lists them. Bounded in blobs and bytes; what
/// was not looked at is a defect.
/// </summary>
internal sealed class ReferrerScan(BlobReader blobs, ImageIndex layout, IReadOnlySet<Digest> known, IReadOnlySet<Digest> parts, Limits limits, CancellationToken cancellation)
{
    private const int MaxBlobs = 65_536;
    private const long MaxKeptBytes = 64 << 20;

    private readonly List<(Descriptor Descriptor, ReadOnlyMemory<byte> Bytes, ImageManifest Manifest)> referrers = [];
    private long keptBytes;

    public List<Defect> Defects { get; } = [];

    public IReadOnlyList<(Descriptor Descriptor, ReadOnlyMemory<byte> Bytes, ImageManifest Manifest)> Run()
    {
        var count = 0;
        var listed = layout.Manifests.DistinctBy(descriptor => descriptor.Digest).ToDictionary(descriptor => descriptor.Digest);
        foreach (var digest in Present())
        {
            cancellation.ThrowIfCancellationRequested();
            if (known.Contains(digest) || parts.Contains(digest)) continue;
            if (++count > MaxBlobs || keptBytes > MaxKeptBytes)
            {
                Defects.Add(new Defect(OciCodes.ArtifactScanIncomplete, new Locator(blobs.Source.Name), $"only the first {count - 1} blobs were searched for attached artifacts"));
                break;
            }

            Look(digest, listed.GetValueOrDefault(digest));
        }

        return referrers;
    }

    private List<Digest> Present()
    {
        try
        {
            return [.. blobs.Source.Digests];
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            Defects.Add(new Defect(OciCodes.ArtifactScanIncomplete, new Locator(blobs.Source.Name), $"the blobs can't be listed: {problem.Message}"));
            return [];
        }
    }

    private void Look(Digest digest, Descriptor? listed)
    {
        if (blobs.Describe(digest, OciMediaTypes.Manifest) is not { } descriptor || descriptor.Size < 2 || descriptor.Size > limits.MaxManifestBytes || !StartsAsJson(digest)) return;
        var read = blobs.ReadAll(listed ?? descriptor, limits.MaxManifestBytes);
        if (!read.TryGet(out var bytes))
        {
            Defects.AddRange(read.Defects);
            return;
        }

        if (bytes.Span.IndexOf("\"subject\""u8) < 0 || bytes.Span.IndexOf("\"schemaVersion\""u8) < 0) return;
        var reading = ImageManifest.Read(bytes, digest.ToString(), listed?.MediaType, limits);
        if (reading.TryGet(out var manifest))
        {
            if (manifest.Subject is null) return;
            keptBytes += bytes.Length;
            referrers.Add((listed ?? descriptor with { MediaType = manifest.MediaType }, bytes, manifest));
        }
        else if (known.Any(subject => bytes.Span.IndexOf(System.Text.Encoding.ASCII.GetBytes(subject.ToString())) >= 0))
        {
            Defects.Add(new Defect(OciCodes.ArtifactUnreadable, new Locator(digest.ToString()), $"names the image as its subject, but is unreadable: {reading.Defects[0].Message}"));
        }
    }

    private bool StartsAsJson(Digest digest)
    {
        try
        {
            using var raw = blobs.Source.Open(digest);
            if (raw is null) return false;
            Span<byte> first = stackalloc byte[16];
            var read = raw.ReadAtLeast(first, first.Length, throwOnEndOfStream: false);
            return first[..read].TrimStart(" \t\r\n"u8) is [(byte)'{', ..];
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            Defects.Add(new Defect(OciCodes.BlobUnreadable, new Locator(digest.ToString()), problem.Message));
            return false;
        }
    }
}
