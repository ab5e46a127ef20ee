using Compliance.Formats.Reading;
using Compliance.Oci.Attachments;
using Compliance.Oci.Snapshots;

namespace Compliance.Oci.Copying;

/// <summary>
/// Puts an attached artifact where it will be found again: as a referrer, listed by the target or under the fallback tag, and under cosign's tag where it had one. What the
/// target has under that tag already stays beside it.
/// </summary>
internal sealed class AttachmentCopy(IImageTarget target)
{
    public async Task PutAsync(AttachedArtifact artifact, ImageSnapshot snapshot, CancellationToken cancellation)
    {
        var plain = new Models.Descriptor(artifact.Descriptor.MediaType, artifact.Digest, artifact.Descriptor.Size);
        var isListed = await target.PutManifestAsync(plain, artifact.ManifestBytes, null, cancellation).ConfigureAwait(false);
        var suffix = Suffix(artifact);
        if (suffix is not null) await PutUnderTagAsync(artifact, plain, suffix, snapshot, cancellation).ConfigureAwait(false);
        // A manifest without a subject is found by its tag alone.
        if (isListed || (suffix is not null && artifact.Manifest.Subject is null)) return;
        var listed = plain with { ArtifactType = artifact.Manifest.ArtifactType, Annotations = artifact.Manifest.Annotations };
        await ImageAttachments.ListAsync(target, ImageAttachments.TagOf(artifact.Subject, ""), listed, cancellation).ConfigureAwait(false);
    }

    private async Task PutUnderTagAsync(AttachedArtifact artifact, Models.Descriptor plain, string suffix, ImageSnapshot snapshot, CancellationToken cancellation)
    {
        var tag = ImageAttachments.TagOf(artifact.Subject, suffix);
        var present = await target.ReadTagAsync(tag, cancellation).ConfigureAwait(false);
        if (present?.Descriptor.Digest == artifact.Digest) return;
        if (present is null)
        {
            await target.PutManifestAsync(plain, artifact.ManifestBytes, tag, cancellation).ConfigureAwait(false);
            return;
        }

        // Others signed there: their layers stay.
        foreach (var layer in artifact.Layers)
        {
            var reading = snapshot.ReadBlob(layer, Limits.Default.MaxDocumentBytes);
            if (!reading.TryGet(out var content)) throw new Sources.BlobMismatchException(reading.Defects[0]);
            await ImageAttachments.AppendAsync(target, new Models.Descriptor(plain.MediaType, artifact.Subject, 0), suffix, new AttachmentLayer(layer.MediaType, content, layer.Annotations), cancellation).ConfigureAwait(false);
        }
    }

    private static string? Suffix(AttachedArtifact artifact)
    {
        foreach (var place in artifact.AlsoIn.Prepend(new ArtifactPlace(artifact.Discovery, artifact.Place)))
        {
            if (place.Discovery == ArtifactDiscovery.CosignTag && RootSelection.TryParseTag(place.Place, out _, out var suffix)) return suffix;
            if (place.Discovery == ArtifactDiscovery.CosignKind) return place.Place.EndsWith("sigs", StringComparison.Ordinal) ? ".sig" : place.Place.EndsWith("atts", StringComparison.Ordinal) ? ".att" : ".sbom";
        }

        return null;
    }
}
