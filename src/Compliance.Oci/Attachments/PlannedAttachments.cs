using Compliance.Formats;
using Compliance.Oci.Models;

namespace Compliance.Oci.Attachments;

/// <summary>Attachments that are only planned: reads come from the target, what is put is remembered and goes nowhere.</summary>
public sealed class PlannedAttachments(IAttachmentTarget target) : IAttachmentTarget
{
    private readonly Dictionary<string, TaggedManifest> tags = new(StringComparer.Ordinal);
    private readonly List<Descriptor> put = [];

    public string Name => target.Name;

    /// <summary>Blobs and manifests in the order in which they would be written.</summary>
    public IReadOnlyList<Descriptor> Put => put;

    public async Task<TaggedManifest?> ReadTagAsync(string tag, CancellationToken cancellation) =>
        tags.TryGetValue(tag, out var planned) ? planned : await target.ReadTagAsync(tag, cancellation).ConfigureAwait(false);

    public Task PutBlobAsync(Descriptor descriptor, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        put.Add(descriptor);
        return Task.CompletedTask;
    }

    /// <summary>Registries that list referrers answer for every digest, those that they do not know included (distribution specification 1.1, "Listing Referrers").</summary>
    public async Task<bool> PutManifestAsync(Descriptor descriptor, ReadOnlyMemory<byte> content, string? tag, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        put.Add(descriptor);
        if (tag is null) return await ListsReferrersAsync(descriptor.Digest, cancellation).ConfigureAwait(false);
        tags[tag] = new TaggedManifest(descriptor, content);
        return false;
    }

    public Task<bool> ListsReferrersAsync(Digest subject, CancellationToken cancellation) => target.ListsReferrersAsync(subject, cancellation);
}
