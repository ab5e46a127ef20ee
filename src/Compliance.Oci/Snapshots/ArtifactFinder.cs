using System.Collections.Immutable;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Oci.Models;

namespace Compliance.Oci.Snapshots;

/// <summary>Finds what is attached to an image, by every way that tools use, and says what it could not look at.</summary>
internal sealed class ArtifactFinder(BlobReader blobs, ImageIndex layout, string layoutName, IReadOnlySet<Digest> parts, Limits limits, DefectCollector defects, CancellationToken cancellation)
{
    private readonly Dictionary<(Digest Manifest, Digest Subject), AttachedArtifact> found = [];
    private readonly Dictionary<(Digest Manifest, Digest Subject), List<ArtifactPlace>> also = [];
    private readonly HashSet<Digest> subjects = [];

    public bool IsComplete { get; private set; } = true;

    public ImmutableArray<AttachedArtifact> Find(Descriptor root, IEnumerable<Digest> of, IReadOnlyList<(Descriptor Manifest, Digest Subject)> buildKit, IEnumerable<Defect> missed)
    {
        foreach (var defect in missed) Miss(defect);
        subjects.UnionWith(of);
        foreach (var (manifest, subject) in buildKit) Attach(manifest, subject, ArtifactDiscovery.BuildKit, "vnd.docker.reference.type");
        FindBySubject();
        FindByTag();
        FindByKind(root);
        return
        [
            .. found.Values
                .Select(artifact => artifact with { AlsoIn = [.. also.GetValueOrDefault((artifact.Digest, artifact.Subject), []).Distinct()] })
                .OrderBy(artifact => artifact.Subject)
                .ThenBy(artifact => artifact.Digest)
                .ThenBy(artifact => artifact.Discovery),
        ];
    }

    private void FindBySubject()
    {
        var scan = new ReferrerScan(blobs, layout, subjects, parts, limits, cancellation);
        var referrers = scan.Run();
        foreach (var defect in scan.Defects) Miss(defect);
        // What refers to a signature or an SBOM belongs to the image, too: repeated until nothing new is reached.
        for (var isNew = true; isNew;)
        {
            isNew = false;
            foreach (var (descriptor, bytes, manifest) in referrers)
            {
                if (!subjects.Contains(manifest.Subject!.Digest)) continue;
                var artifact = new AttachedArtifact(descriptor, manifest.Subject.Digest, ArtifactDiscovery.Subject, "", bytes, manifest);
                if (found.TryAdd((descriptor.Digest, artifact.Subject), artifact)) isNew |= subjects.Add(descriptor.Digest);
            }
        }
    }

    private void FindByTag()
    {
        foreach (var descriptor in layout.Manifests)
        {
            cancellation.ThrowIfCancellationRequested();
            if (descriptor.RefName is not { } name || !RootSelection.TryParseTag(name, out var subject, out var suffix) || !subjects.Contains(subject!)) continue;
            if (suffix.Length > 0) Attach(descriptor, subject!, ArtifactDiscovery.CosignTag, name);
            else AttachFallback(descriptor, subject!, name);
        }
    }

    private void AttachFallback(Descriptor descriptor, Digest subject, string name)
    {
        if (!OciMediaTypes.IsIndex(descriptor.MediaType))
        {
            Attach(descriptor, subject, ArtifactDiscovery.FallbackTag, name);
            return;
        }

        var read = blobs.ReadAll(descriptor, limits.MaxManifestBytes);
        foreach (var defect in read.Defects) Miss(defect);
        if (!read.TryGet(out var bytes)) return;
        var reading = ImageIndex.Read(bytes, descriptor.Digest.ToString(), descriptor.MediaType, limits);
        foreach (var defect in reading.Defects) Miss(defect);
        if (!reading.TryGet(out var index)) return;
        foreach (var member in index.Manifests) Attach(member, subject, ArtifactDiscovery.FallbackTag, name);
    }

    private void FindByKind(Descriptor root)
    {
        var images = layout.Manifests.Where(descriptor => RootSelection.CosignKind(descriptor) is "image" or "imageIndex").Select(descriptor => descriptor.Digest).Distinct().ToList();
        foreach (var descriptor in layout.Manifests)
        {
            if (RootSelection.CosignKind(descriptor) is not ("sigs" or "atts" or "sboms")) continue;
            // cosign save writes one image; the annotation does not say which one it means.
            if (images is [var only] && only == root.Digest) Attach(descriptor, only, ArtifactDiscovery.CosignKind, descriptor.Annotations["kind"]);
            else if (images.Count != 1 && !found.Keys.Any(key => key.Manifest == descriptor.Digest))
                Miss(new Defect(OciCodes.ArtifactSubjectUnclear, new Locator(layoutName), $"{descriptor.Digest} is marked '{descriptor.Annotations["kind"]}', but the layout has {images.Count} images so marked"));
        }
    }

    private void Attach(Descriptor descriptor, Digest subject, ArtifactDiscovery discovery, string place)
    {
        if (found.TryGetValue((descriptor.Digest, subject), out var known))
        {
            if (known.Discovery == discovery && known.Place == place) return;
            if (!also.TryGetValue((descriptor.Digest, subject), out var others)) also[(descriptor.Digest, subject)] = others = [];
            others.Add(new ArtifactPlace(discovery, place));
            return;
        }

        if (found.Count >= limits.MaxDescriptors)
        {
            Miss(new Defect(OciCodes.ArtifactScanIncomplete, new Locator(layoutName), $"more than {limits.MaxDescriptors} attached artifacts; the rest is left out"));
            return;
        }

        var read = blobs.ReadAll(descriptor, limits.MaxManifestBytes);
        if (!read.TryGet(out var bytes))
        {
            foreach (var defect in read.Defects) Miss(defect);
            return;
        }

        var reading = ImageManifest.Read(bytes, descriptor.Digest.ToString(), descriptor.MediaType, limits);
        if (!reading.TryGet(out var manifest))
        {
            Miss(new Defect(OciCodes.ArtifactUnreadable, new Locator(descriptor.Digest.ToString()), $"attached to {subject} by {discovery}, but unreadable: {reading.Defects[0].Message}"));
            return;
        }

        defects.AddRange(reading.Defects);
        if (manifest.Subject is { } stated && stated.Digest != subject)
            defects.Add(OciCodes.ArtifactSubjectUnclear, new Locator(descriptor.Digest.ToString()), $"attached to {subject} by {discovery}, but its manifest names {stated.Digest}");
        found.Add((descriptor.Digest, subject), new AttachedArtifact(descriptor, subject, discovery, place, bytes, manifest));
    }

    private void Miss(Defect defect)
    {
        IsComplete = false;
        defects.Add(defect);
    }
}
