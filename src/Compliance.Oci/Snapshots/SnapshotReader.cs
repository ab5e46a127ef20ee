using System.Collections.Immutable;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Oci.Models;
using Compliance.Oci.References;
using Compliance.Oci.Sources;

namespace Compliance.Oci.Snapshots;

/// <summary>Builds a snapshot: index of the layout, root, nested indexes, images, attached artifacts.</summary>
internal sealed class SnapshotReader(BlobReader blobs, ImageReference reference, Limits limits, Platform? platform, CancellationToken cancellation)
{
    private const int MaxIndexDepth = 4;

    private readonly DefectCollector defects = new(limits);
    private readonly SortedDictionary<Digest, ReadOnlyMemory<byte>> indexes = [];
    private readonly List<PlatformImage> images = [];
    private readonly List<Descriptor> unreadable = [];
    private readonly List<(Descriptor Manifest, Digest Subject)> buildKit = [];
    private readonly HashSet<Digest> seen = [];

    public Reading<ImageSnapshot> Read()
    {
        var source = blobs.Source;
        defects.AddRange(source.Defects);
        var layoutName = $"{source.Name}/index.json";
        var layoutRead = source.ReadIndex(limits);
        if (!layoutRead.TryGet(out var layoutBytes)) return Reject(layoutRead.Defects);
        var layoutReading = ImageIndex.Read(layoutBytes, layoutName, null, limits);
        if (!layoutReading.TryGet(out var layout)) return Reject(layoutReading.Defects);
        defects.AddRange(layoutReading.Defects);

        var selection = RootSelection.Select(reference, layout, layoutBytes, blobs, layoutName);
        if (!selection.TryGet(out var root)) return Reject(selection.Defects);
        defects.AddRange(selection.Defects);
        var isLayout = selection.Defects.Any(defect => defect.Code == OciCodes.LayoutIsIndex);
        var rootRead = isLayout ? Readings.Accept(layoutBytes) : blobs.ReadAll(root, limits.MaxManifestBytes);
        if (!rootRead.TryGet(out var rootBytes)) return Reject(rootRead.Defects);
        return ReadRoot(layout, layoutName, WithMediaType(root, rootBytes), rootBytes);
    }

    private Reading<ImageSnapshot> ReadRoot(ImageIndex layout, string layoutName, Descriptor root, ReadOnlyMemory<byte> rootBytes)
    {
        ImageIndex? index = null;
        if (OciMediaTypes.IsIndex(root.MediaType))
        {
            var reading = ImageIndex.Read(rootBytes, root.Digest.ToString(), root.MediaType, limits);
            if (!reading.TryGet(out index)) return Reject(reading.Defects);
            defects.AddRange(reading.Defects);
            indexes[root.Digest] = rootBytes;
            seen.Add(root.Digest);
            if (platform is null) ReadMembers(index, root.Digest, 1);
            else if (!TryReadPlatform(ref root, ref rootBytes, ref index)) return Reject([NoSuchPlatform(root, index)]);
        }
        else
        {
            var reading = ImageManifest.Read(rootBytes, root.Digest.ToString(), root.MediaType, limits);
            if (!reading.TryGet(out var manifest)) return Reject(reading.Defects);
            defects.AddRange(reading.Defects);
            AddImage(root, rootBytes, manifest, null);
            if (platform is not null && images[0].Platform is { } other && !PlatformChoice.Fits(other, platform))
                return Reject([new Defect(OciCodes.NoSuchPlatform, new Locator(root.Digest.ToString()), $"the image is for {other}, not for {platform}")]);
        }

        var parts = images.SelectMany(image => image.Layers.Append(image.Manifest.Config)).Select(part => part.Digest).ToHashSet();
        var finder = new ArtifactFinder(blobs, layout, layoutName, parts, limits, defects, cancellation);
        var subjects = indexes.Keys.Concat(images.Select(image => image.Digest)).Concat(unreadable.Select(image => image.Digest));
        var artifacts = finder.Find(root, subjects, buildKit, blobs.Source.Missed);
        return Readings.Accept(
            new ImageSnapshot(blobs)
            {
                Reference = reference,
                Root = root,
                RootBytes = rootBytes,
                Index = index,
                Indexes = indexes.ToImmutableSortedDictionary(),
                Images = [.. images],
                UnreadableImages = [.. unreadable],
                Artifacts = artifacts,
                ArtifactsComplete = finder.IsComplete,
                Defects = defects.ToImmutable(),
            },
            defects.ToImmutable());
    }

    /// <summary>The image of the wanted platform becomes the root; its index stays known, since what is attached to it counts for the image, too.</summary>
    private bool TryReadPlatform(ref Descriptor root, ref ReadOnlyMemory<byte> rootBytes, ref ImageIndex? index)
    {
        var members = PlatformChoice.Of(index!, platform!);
        if (members.IsEmpty) return false;
        ReadMembers(index! with { Manifests = members }, root.Digest, 1);
        if (images.Count == 0) return true;
        (root, rootBytes, index) = (images[0].Descriptor, images[0].ManifestBytes, null);
        return true;
    }

    private Defect NoSuchPlatform(Descriptor root, ImageIndex? index) => new(
        OciCodes.NoSuchPlatform,
        new Locator(root.Digest.ToString()),
        $"there is no image for {platform}; there are {string.Join(", ", index!.Manifests.Where(member => member.Platform is { IsUnknown: false }).Select(member => member.Platform!.ToString()).Distinct(StringComparer.Ordinal).Take(16))}");

    private void ReadMembers(ImageIndex index, Digest indexDigest, int depth)
    {
        foreach (var member in index.Manifests)
        {
            cancellation.ThrowIfCancellationRequested();
            if (PlatformChoice.IsBuildKitAttestation(member, out var subject))
            {
                buildKit.Add((member, subject ?? indexDigest));
                continue;
            }

            if (!seen.Add(member.Digest)) continue;
            if (images.Count + unreadable.Count >= limits.MaxDescriptors)
            {
                defects.Add(OciCodes.TooManyDescriptors, new Locator(indexDigest.ToString()), $"more than {limits.MaxDescriptors} images; the rest is left out");
                return;
            }

            ReadMember(member, indexDigest, depth);
        }
    }

    private void ReadMember(Descriptor member, Digest indexDigest, int depth)
    {
        var read = blobs.ReadAll(member, limits.MaxManifestBytes);
        defects.AddRange(read.Defects);
        if (!read.TryGet(out var bytes))
        {
            unreadable.Add(member);
        }
        else if (OciMediaTypes.IsIndex(member.MediaType))
        {
            ReadNestedIndex(member, bytes, depth);
        }
        else
        {
            var reading = ImageManifest.Read(bytes, member.Digest.ToString(), member.MediaType, limits);
            defects.AddRange(reading.Defects);
            if (reading.TryGet(out var manifest)) AddImage(member, bytes, manifest, indexDigest);
            else unreadable.Add(member);
        }
    }

    private void ReadNestedIndex(Descriptor member, ReadOnlyMemory<byte> bytes, int depth)
    {
        if (depth == MaxIndexDepth)
        {
            defects.Add(OciCodes.IndexesTooDeep, new Locator(member.Digest.ToString()), $"indexes nested more than {MaxIndexDepth} deep");
            unreadable.Add(member);
            return;
        }

        var reading = ImageIndex.Read(bytes, member.Digest.ToString(), member.MediaType, limits);
        defects.AddRange(reading.Defects);
        if (reading.TryGet(out var index))
        {
            indexes[member.Digest] = bytes;
            ReadMembers(index, member.Digest, depth + 1);
        }
        else
        {
            unreadable.Add(member);
        }
    }

    private void AddImage(Descriptor descriptor, ReadOnlyMemory<byte> bytes, ImageManifest manifest, Digest? index)
    {
        seen.Add(descriptor.Digest);
        var place = new Locator(descriptor.Digest.ToString());
        ReadOnlyMemory<byte>? configBytes = null;
        ImageConfig? config = null;
        if (!OciMediaTypes.IsImageConfig(manifest.Config.MediaType))
        {
            defects.Add(OciCodes.WrongMediaType, place, $"the configuration has media type '{manifest.Config.MediaType}': an artifact, not an image");
        }
        else
        {
            var read = blobs.ReadAll(manifest.Config, limits.MaxManifestBytes);
            defects.AddRange(read.Defects);
            if (read.TryGet(out var found))
            {
                configBytes = found;
                var reading = ImageConfig.Read(found, manifest.Config.Digest.ToString(), limits);
                defects.AddRange(reading.Defects);
                reading.TryGet(out config);
            }
        }

        if (config is not null && descriptor.Platform is { } platform && (platform.Os != config.Platform.Os || platform.Architecture != config.Platform.Architecture))
            defects.Add(OciCodes.PlatformDiffers, place, $"the index says {platform}, the configuration {config.Platform}");
        images.Add(new PlatformImage { Descriptor = descriptor, ManifestBytes = bytes, Manifest = manifest, ConfigBytes = configBytes, Config = config, Index = index });
    }

    /// <summary>A root that was named by digest only has no media type: index or manifest, its members decide.</summary>
    private static Descriptor WithMediaType(Descriptor root, ReadOnlyMemory<byte> bytes)
    {
        if (root.MediaType != default) return root;
        var isIndex = ImageIndex.Read(bytes, root.Digest.ToString(), null, Limits.Default).TryGet(out var index);
        if (isIndex) return root with { MediaType = index!.MediaType };
        var isManifest = ImageManifest.Read(bytes, root.Digest.ToString(), null, Limits.Default).TryGet(out var manifest);
        return root with { MediaType = isManifest ? manifest!.MediaType : OciMediaTypes.Manifest };
    }

    private Reading<ImageSnapshot> Reject(ImmutableArray<Defect> causes)
    {
        defects.AddRange(causes);
        return Readings.Reject<ImageSnapshot>(defects.ToImmutable());
    }
}
