using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Oci.Attachments;
using Compliance.Oci.Copying;
using Compliance.Oci.Models;

namespace Compliance.Oci.Registries.Pushing;

/// <summary>A repository that takes images and what is attached to them.</summary>
public sealed class RegistryTarget(RegistryClient client, RepositoryName repository, Limits limits) : IImageTarget
{
    private readonly RegistryReader reader = client.Read(repository, limits);
    private readonly RegistryWriter writer = client.Write(repository);

    public string Name => repository.ToString();

    public Task<TaggedManifest?> ReadTagAsync(string tag, CancellationToken cancellation) => reader.FindTagAsync(tag, cancellation);

    public async Task<bool> ListsReferrersAsync(Digest subject, CancellationToken cancellation) => (await reader.ListReferrersAsync(subject, cancellation).ConfigureAwait(false)).IsSupported;

    public Task<bool> HasBlobAsync(Descriptor descriptor, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        return writer.HasBlobAsync(descriptor.Digest, cancellation);
    }

    public Task<BlobPut> PutBlobAsync(Descriptor descriptor, Func<Stream> open, RepositoryName? near, IProgress<long>? progress, CancellationToken cancellation) =>
        writer.PutBlobAsync(descriptor, open, near, progress, cancellation);

    public async Task PutBlobAsync(Descriptor descriptor, ReadOnlyMemory<byte> content, CancellationToken cancellation) =>
        await writer.PutBlobAsync(descriptor, () => new MemoryStream(content.ToArray(), writable: false), null, null, cancellation).ConfigureAwait(false);

    public async Task<bool> PutManifestAsync(Descriptor descriptor, ReadOnlyMemory<byte> content, string? tag, CancellationToken cancellation) =>
        await writer.PutManifestAsync(descriptor, content, tag, cancellation).ConfigureAwait(false);
}
