using Compliance.Evidence.Collection.Signatures;
using Compliance.Formats;
using Compliance.Formats.Packages.Urls;
using Compliance.Formats.Reading.Json;
using Compliance.Formats.Sbom;
using Compliance.Policy.Facts;

namespace Compliance.Evidence.Collection.Sboms;

/// <summary>Judges whether a document says that it is about an image: by digest, never by name.</summary>
internal static class SbomSubject
{
    /// <summary>The digests by which tools name an image: its manifest, the index that led to it, and its configuration.</summary>
    public static IReadOnlySet<Digest> DigestsOf(ImageEvidence image, AttachedContents attached)
    {
        var digests = new HashSet<Digest> { image.Subject };
        if (attached.Index is { } index) digests.Add(index);
        if (image.Config is { } config) digests.Add(config.Item.Sha256);
        return digests;
    }

    public static Knowable<bool> Judge(SbomDocument sbom, IReadOnlySet<Digest> image)
    {
        if (sbom.SubjectDigests.Any(subject => image.Contains(subject.Digest))) return Knowable<bool>.Known(true);
        if (!sbom.SubjectDigests.IsEmpty) return Knowable<bool>.Known(false);
        return IsAboutPackages(sbom) ? Knowable<bool>.Known(false) : Knowable<bool>.Unknown("the document names no image digest");
    }

    /// <summary>Every component that it describes has a package URL, and none is of an image: a package's own SBOM.</summary>
    private static bool IsAboutPackages(SbomDocument sbom)
    {
        var described = sbom.Described.ToHashSet(StringComparer.Ordinal);
        var components = sbom.Components.Where(component => described.Contains(component.Id)).ToList();
        return components.Count > 0 && components.TrueForAll(component =>
            component.Kind != "container" && component.Purls.Any(purl => PackageUrl.Parse(purl).TryGet(out var url) && url.Type is not ("oci" or "docker")));
    }
}
