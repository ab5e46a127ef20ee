using Compliance.Formats;
using Compliance.Oci.Attachments;
using Compliance.Oci.Models;
using Compliance.Oci.Registries;
using Compliance.Oci.Registries.Pushing;

namespace Compliance.Oci.Copying;

/// <summary>A target that is only asked what it has: what would be put is counted and goes nowhere.</summary>
public sealed class PlannedTarget(IImageTarget target) : IImageTarget
{
    private readonly Dictionary<string, TaggedManifest> tags = new(StringComparer.Ordinal);

    public string Name => target.Name;

    public async Task<TaggedManifest?> ReadTagAsync(string tag, CancellationToken cancellation) =>
        tags.TryGetValue(tag, out var planned) ? planned : await target.ReadTagAsync(tag, cancellation).ConfigureAwait(false);

    public Task<bool> ListsReferrersAsync(Digest subject, CancellationToken cancellation) => target.ListsReferrersAsync(subject, cancellation);

    public Task<bool> HasBlobAsync(Descriptor descriptor, CancellationToken cancellation) => target.HasBlobAsync(descriptor, cancellation);

    public Task PutBlobAsync(Descriptor descriptor, ReadOnlyMemory<byte> content, CancellationToken cancellation) => Task.CompletedTask;

    public async Task<BlobPut> PutBlobAsync(Descriptor descriptor, Func<Stream> open, RepositoryName? near, IProgress<long>? progress, CancellationToken cancellation) =>
        await target.HasBlobAsync(descriptor, cancellation).ConfigureAwait(false) ? BlobPut.WasThere : BlobPut.Sent;

    public Task<bool> PutManifestAsync(Descriptor descriptor, ReadOnlyMemory<byte> content, string? tag, CancellationToken cancellation)
    {
        if (tag is not null) tags[tag] = new TaggedManifest(descriptor, content);
        return Task.FromResult(false);
    }
}
