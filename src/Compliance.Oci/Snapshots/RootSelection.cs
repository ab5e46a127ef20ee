using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Compliance.Cryptography.Hashing;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Oci.Models;
using Compliance.Oci.References;

namespace Compliance.Oci.Snapshots;

/// <summary>Which descriptor of a layout's index the caller means, and which ones are there for another image's sake.</summary>
internal static partial class RootSelection
{
    private const string ContainerdName = "io.containerd.image.name";

    /// <summary>A descriptor that is not an image of its own, told by tag or annotation.</summary>
    public static bool IsAttached(Descriptor descriptor) =>
        CosignKind(descriptor) is "sigs" or "atts" or "sboms" || (descriptor.RefName is { } name && TryParseTag(name, out _, out _));

    /// <summary>What follows <c>dev.cosignproject.cosign/</c> in the annotation <c>kind</c>; null without it.</summary>
    public static string? CosignKind(Descriptor descriptor)
    {
        const string prefix = "dev.cosignproject.cosign/";
        var kind = descriptor.Annotations.GetValueOrDefault("kind");
        return kind is not null && kind.StartsWith(prefix, StringComparison.Ordinal) ? kind[prefix.Length..] : null;
    }

    /// <summary><c>sha256-&lt;hex&gt;</c> with or without cosign's suffix, alone or at the end of a longer name.</summary>
    public static bool TryParseTag(string refName, out Digest? subject, out string suffix)
    {
        (subject, suffix) = (null, "");
        var match = AttachedTag().Match(refName);
        if (!match.Success || !Digest.TryParse($"{match.Groups["algorithm"].Value}:{match.Groups["hex"].Value}", out subject)) return false;
        suffix = match.Groups["suffix"].Value;
        return true;
    }

    /// <summary>The root; rejected when nothing or too much fits.</summary>
    public static Reading<Descriptor> Select(ImageReference reference, ImageIndex layout, ReadOnlyMemory<byte> layoutBytes, BlobReader blobs, string document)
    {
        if (reference.Digest is { } digest) return ByDigest(digest, layout, layoutBytes, blobs, document);
        var candidates = layout.Manifests.Where(candidate => !IsAttached(candidate)).ToImmutableArray();
        if (reference.Tag is { } tag)
        {
            candidates = [.. candidates.Where(candidate => IsNamed(candidate, tag))];
            if (candidates.IsEmpty)
            {
                return Readings.Reject<Descriptor>(
                    OciCodes.NoSuchImage, new Locator(document), $"no image is named '{tag}'; there is {Names(layout.Manifests.Where(candidate => !IsAttached(candidate)))}");
            }
        }

        var distinct = candidates.DistinctBy(candidate => candidate.Digest).ToImmutableArray();
        if (distinct.Length > 1) distinct = WithoutArtifacts(distinct, layout);
        return distinct.Length switch
        {
            0 => Readings.Reject<Descriptor>(OciCodes.NoImage, new Locator(document), "the layout names no image"),
            1 => Readings.Accept(distinct[0]),
            _ when reference.Tag is null && distinct.All(candidate => candidate.Platform is not null && candidate.RefName is null) => LayoutAsIndex(layout, layoutBytes, document),
            _ => Readings.Reject<Descriptor>(OciCodes.AmbiguousImage, new Locator(document), $"several images are there, name one by tag or digest: {Names(distinct)}"),
        };
    }

    private static Reading<Descriptor> ByDigest(Digest digest, ImageIndex layout, ReadOnlyMemory<byte> layoutBytes, BlobReader blobs, string document)
    {
        if (layout.Manifests.FirstOrDefault(candidate => candidate.Digest == digest) is { } listed) return Readings.Accept(listed);
        if (ContentHasher.Compute(digest.Algorithm, layoutBytes.Span) == digest) return LayoutAsIndex(layout, layoutBytes, document);
        // An image of a nested index, or one that no tag leads to: its bytes say what it is.
        return blobs.Describe(digest, default) is { } found
            ? Readings.Accept(found)
            : Readings.Reject<Descriptor>(OciCodes.NoSuchImage, new Locator(document), $"there is no {digest}; there is {Names(layout.Manifests)}");
    }

    /// <summary>Some tools write an image's own index as the layout's index.json: then that document is the root.</summary>
    private static Reading<Descriptor> LayoutAsIndex(ImageIndex layout, ReadOnlyMemory<byte> layoutBytes, string document) =>
        Readings.Accept(
            new Descriptor(layout.MediaType, ContentHasher.Sha256(layoutBytes.Span), layoutBytes.Length),
            [new Defect(OciCodes.LayoutIsIndex, new Locator(document), "the layout's index.json is taken for the image's index, since it names platforms and no tags")]);

    private static ImmutableArray<Descriptor> WithoutArtifacts(ImmutableArray<Descriptor> candidates, ImageIndex layout)
    {
        var images = candidates.Where(candidate => candidate.ArtifactType is not { } type || OciMediaTypes.IsImageConfig(type)).ToImmutableArray();
        var kinds = images.Where(candidate => CosignKind(candidate) is "image" or "imageIndex").ToImmutableArray();
        return kinds.Length == 1 ? kinds : images.IsEmpty ? candidates : images;
    }

    private static bool IsNamed(Descriptor candidate, string tag) =>
        candidate.RefName == tag
        || candidate.Annotations.GetValueOrDefault(ContainerdName) == tag
        || (candidate.RefName is { } name && name.EndsWith($":{tag}", StringComparison.Ordinal));

    private static string Names(IEnumerable<Descriptor> candidates)
    {
        const int shown = 8;
        var names = candidates.Select(candidate => candidate.RefName ?? candidate.Digest.ToString()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return names.Count == 0 ? "none" : string.Join(", ", names.Take(shown)) + (names.Count > shown ? $" and {names.Count - shown} more" : "");
    }

    [GeneratedRegex(@"(^|[:/])(?<algorithm>sha256|sha384|sha512)-(?<hex>[0-9a-f]{64,128})(?<suffix>\.(sig|att|sbom))?\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AttachedTag();
}
