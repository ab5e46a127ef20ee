using Compliance.Formats;
using Compliance.Oci.Models;

namespace Compliance.Oci.Attachments;

/// <summary>
/// The place that holds an image and takes what is attached to it: a layout, a repository of a registry. A contract between strangers: what was put is
/// durable when the task ends; putting the same content again changes nothing; the caller puts blobs before the manifests that name them.
/// </summary>
public interface IAttachmentTarget
{
    /// <summary>Folder or repository, for people.</summary>
    string Name { get; }

    /// <summary>The manifest or index under the tag, checked against its digest; null when there is none.</summary>
    /// <exception cref="IOException">The target can't be read, or what lies there is not what its descriptor says.</exception>
    Task<TaggedManifest?> ReadTagAsync(string tag, CancellationToken cancellation);

    /// <summary>Whether the target itself lists what refers to its manifests, so that no list under a tag is needed. Asked only where nothing is put that would tell.</summary>
    /// <exception cref="IOException">The target can't be read.</exception>
    Task<bool> ListsReferrersAsync(Digest subject, CancellationToken cancellation);

    /// <exception cref="IOException">The target can't be written.</exception>
    Task PutBlobAsync(Descriptor descriptor, ReadOnlyMemory<byte> content, CancellationToken cancellation);

    /// <param name="tag">A tag that shall name it from now on; null for none.</param>
    /// <returns>Whether the target itself lists the manifest as a referrer of its subject (the header <c>OCI-Subject</c> of distribution 1.1). Where not, the
    /// caller keeps the list under the fallback tag.</returns>
    /// <exception cref="IOException">The target can't be written.</exception>
    Task<bool> PutManifestAsync(Descriptor descriptor, ReadOnlyMemory<byte> content, string? tag, CancellationToken cancellation);
}
