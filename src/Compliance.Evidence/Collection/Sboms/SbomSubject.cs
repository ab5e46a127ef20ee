using Compliance.Evidence.Collection.Signatures;
using Compliance.Formats;
using Compliance.Formats.Attestation;
using Compliance.Formats.Packages.Urls;
using Compliance.Formats.Sbom;
using Compliance.Oci.Models;
using Compliance.Policy.Facts;

namespace Compliance.Evidence.Collection.Sboms;

/// <summary>Judges whether a document says that it is about an image: by digest, never by name.</summary>
internal sealed class SbomSubject
{
    private readonly Dictionary<Digest, string> digests = [];

    /// <summary>Takes the digests by which tools name an image: its manifest, the index that led to it, its configuration, and its layers.</summary>
    public SbomSubject(ImageEvidence image, AttachedContents attached, CollectionContext context)
    {
        digests[image.Subject] = "manifest";
        if (attached.Index is { } index) digests.TryAdd(index, "index");
        if (image.Config is { } config) digests.TryAdd(config.Item.Sha256, "config");
        if (!image.Manifest.Fits(context.Limits) || !ImageManifest.Read(image.Manifest.ReadAll(context.Limits), image.Manifest.Item.Origin, null, context.Limits).TryGet(out var manifest)) return;
        foreach (var layer in manifest.Layers) digests.TryAdd(layer.Digest, "layer");
    }

    /// <summary>What of the image a document names: <c>manifest</c>, <c>index</c>, <c>config</c>, <c>layer</c>; <c>other</c> for something else, <c>none</c> without a digest.</summary>
    public string NameOf(SbomDocument sbom)
    {
        var names = sbom.SubjectDigests.Select(subject => digests.GetValueOrDefault(subject.Digest, "other")).ToHashSet(StringComparer.Ordinal);
        return Best(names);
    }

    /// <summary>The same for the statement that a document came in.</summary>
    public string NameOf(InTotoStatement statement, SbomDocument sbom)
    {
        var names = digests.Where(pair => statement.IsAbout(pair.Key)).Select(pair => pair.Value).ToHashSet(StringComparer.Ordinal);
        return names.Count > 0 ? Best(names) : statement.Subjects.IsEmpty ? NameOf(sbom) : "other";
    }

    /// <summary>A document about one layer is not about the image.</summary>
    public Knowable<bool> Judge(SbomDocument sbom)
    {
        if (NameOf(sbom) is "manifest" or "index" or "config") return Knowable<bool>.Known(true);
        if (!sbom.SubjectDigests.IsEmpty) return Knowable<bool>.Known(false);
        return IsAboutPackages(sbom) ? Knowable<bool>.Known(false) : Knowable<bool>.Unknown("the document names no image digest");
    }

    private static string Best(HashSet<string> names)
    {
        foreach (var name in (string[])["manifest", "index", "config", "layer", "other"])
        {
            if (names.Contains(name)) return name;
        }

        return "none";
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
