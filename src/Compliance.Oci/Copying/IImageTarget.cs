using Compliance.Oci.Attachments;
using Compliance.Oci.Models;
using Compliance.Oci.Registries;
using Compliance.Oci.Registries.Pushing;

namespace Compliance.Oci.Copying;

/// <summary>A place that takes images as well as what is attached to them: blobs come as streams. What is put there is checked against its descriptor, whoever gives it.</summary>
public interface IImageTarget : IAttachmentTarget
{
    /// <exception cref="IOException">The target can't be asked.</exception>
    Task<bool> HasBlobAsync(Descriptor descriptor, CancellationToken cancellation);

    /// <param name="open">Opens the content at its first byte, seekable; called when it is needed.</param>
    /// <param name="near">The repository that the content comes from, if it comes from one: a registry may have it already.</param>
    /// <exception cref="IOException">The target does not take it, or the content is not what its descriptor says.</exception>
    Task<BlobPut> PutBlobAsync(Descriptor descriptor, Func<Stream> open, RepositoryName? near, IProgress<long>? progress, CancellationToken cancellation);
}
