using System.Collections.Concurrent;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Oci.Attachments;
using Compliance.Oci.Models;
using Compliance.Oci.Snapshots;

namespace Compliance.Oci.Registries.Pulling;

/// <summary>Fetches what an image's root leads to. What is wrong with it is told by whoever reads the snapshot.</summary>
internal sealed class ManifestWalk(PulledManifests pulled, BlobSpool spool, Platform? platform, Limits limits)
{
    private const int MaxDepth = 4;

    private readonly ConcurrentDictionary<Digest, bool> subjects = new();

    /// <summary>Digests of everything that can be signed: indexes and images.</summary>
    public async Task<IReadOnlyCollection<Digest>> RunAsync(TaggedManifest root, CancellationToken cancellation)
    {
        await VisitAsync(root.Descriptor, root.Content, 0, cancellation).ConfigureAwait(false);
        return [.. subjects.Keys.Order()];
    }

    private async Task VisitAsync(Descriptor descriptor, ReadOnlyMemory<byte> bytes, int depth, CancellationToken cancellation)
    {
        if (!subjects.TryAdd(descriptor.Digest, true)) return;
        var name = descriptor.Digest.ToString();
        if (!OciMediaTypes.IsIndex(descriptor.MediaType))
        {
            if (!ImageManifest.Read(bytes, name, descriptor.MediaType, limits).TryGet(out var manifest)) return;
            spool.Follow(manifest.Layers);
            spool.Expect(manifest.Config);
            if (OciMediaTypes.IsImageConfig(manifest.Config.MediaType) && manifest.Config.Size <= limits.MaxManifestBytes) spool.Begin(manifest.Config.Digest);
            return;
        }

        if (depth == MaxDepth || !ImageIndex.Read(bytes, name, descriptor.MediaType, limits).TryGet(out var index)) return;
        var wanted = depth == 0 && platform is not null ? PlatformChoice.Of(index, platform) : index.Manifests;
        await Task.WhenAll(wanted.Select(async member =>
        {
            if (await pulled.FetchAsync(member, cancellation).ConfigureAwait(false) is { } content)
            {
                // Statements that BuildKit put into the index are no images, but they are read.
                if (PlatformChoice.IsBuildKitAttestation(member, out _)) ExpectBlobs(member, content);
                else await VisitAsync(member, content, depth + 1, cancellation).ConfigureAwait(false);
            }
            else
            {
                subjects.TryAdd(member.Digest, true);
            }
        })).ConfigureAwait(false);
    }

    private void ExpectBlobs(Descriptor member, ReadOnlyMemory<byte> content)
    {
        if (!ImageManifest.Read(content, member.Digest.ToString(), null, limits).TryGet(out var manifest)) return;
        foreach (var blob in manifest.Layers.Append(manifest.Config)) spool.Expect(blob);
    }
}
