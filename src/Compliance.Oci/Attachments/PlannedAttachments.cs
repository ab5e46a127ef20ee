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

    public Task<bool> PutManifestAsync(Descriptor descriptor, ReadOnlyMemory<byte> content, string? tag, CancellationToken cancellation)
    {
        put.Add(descriptor);
        if (tag is not null) tags[tag] = new TaggedManifest(descriptor, content);
        return Task.FromResult(false);
    }
}
