using Compliance.Formats.Reading;
using Compliance.Oci.Attachments;
using Compliance.Oci.References;
using Compliance.Oci.Snapshots;

namespace Compliance.Oci.Registries.Pulling;

/// <summary>Opens images that lie in registries.</summary>
public static class RegistryImages
{
    /// <summary>
    /// Asks once what the reference means, then for everything that belongs to it: nested indexes, manifests, configurations, and what is attached, in every place. Layers are fetched
    /// when they are opened. Rejected when there is no such image or the registry can't be used (<see cref="RegistryCodes.IsAboutTheWay"/> tells).
    /// </summary>
    /// <param name="client">Used as long as the snapshot is.</param>
    /// <param name="cancellation">Also ends fetches of the snapshot's blobs.</param>
    /// <exception cref="ArgumentException">The reference names no registry.</exception>
    /// <exception cref="IOException">The machine failed (no room for a temporary file).</exception>
    public static async Task<Reading<ImageSnapshot>> OpenAsync(RegistryClient client, ImageReference reference, PullRequest request, Limits limits, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(request);
        var reader = client.Read(RepositoryName.Of(reference), limits);
        BlobSpool? spool = new(reader, limits, request.Progress, cancellation);
        try
        {
            var found = reference.Digest is { } digest ? await reader.FindManifestAsync(digest, cancellation).ConfigureAwait(false) : await reader.FindTagAsync(reference.Tag!, cancellation).ConfigureAwait(false);
            if (found is null) return Readings.Reject<ImageSnapshot>(RegistryCodes.NoSuchManifest, new Locator(reference.Text), $"{reader.Repository} has no {reference.Digest?.ToString() ?? reference.Tag}");
            var pulled = new PulledManifests(reader, limits);
            pulled.Add(found);
            pulled.Name(found.Descriptor, reference.Digest is null ? reference.Tag : null);
            var subjects = await new ManifestWalk(pulled, spool, request.Platform, limits).RunAsync(found, cancellation).ConfigureAwait(false);
            if (request.WithAttachments) await new AttachmentSearch(reader, pulled, spool, limits).RunAsync(subjects, cancellation).ConfigureAwait(false);
            else pulled.Miss(new Defect(OciCodes.ArtifactScanIncomplete, new Locator(reference.Text), "what is attached to the image was not asked for"));
            var source = new RegistrySource(pulled, spool);
            spool = null;
            return ImageSnapshot.Open(source, reference, limits, request.Platform, cancellation);
        }
        catch (RegistryException broken)
        {
            return Readings.Reject<ImageSnapshot>(broken.Defect);
        }
        finally
        {
            spool?.Dispose();
        }
    }
}
