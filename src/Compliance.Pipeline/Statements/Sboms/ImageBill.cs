using System.Collections.Immutable;
using Compliance.Cryptography.Hashing;
using Compliance.Formats.Archives.Tar;
using Compliance.Formats.Packages;
using Compliance.Formats.Packages.Urls;
using Compliance.Formats.Reading;
using Compliance.Pipeline.Compose.Files;
using Compliance.Pipeline.Compose.Output;

namespace Compliance.Pipeline.Statements.Sboms;

/// <summary>
/// What an image is made of, for SBOMs: every installed package, and every file with the package that owns it. Made from the installed packages and the tree,
/// never from what packages say about themselves, so that nothing in the image is left out.
/// </summary>
public sealed class ImageBill
{
    private readonly string distribution;

    public ImageBill(ComposedImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        Image = image;
        Release = ReadRelease(image.Tree);
        distribution = Release?.Id ?? "";
    }

    public ComposedImage Image { get; }

    /// <summary>Null where the image has none that can be read.</summary>
    public OsRelease? Release { get; }

    public string PurlOf(InstalledPackage package)
    {
        ArgumentNullException.ThrowIfNull(package);
        var metadata = package.Archive.Metadata.Package;
        KeyValuePair<string, string>[] qualifiers = metadata.Architecture.Length > 0 ? [KeyValuePair.Create("arch", metadata.Architecture)] : [];
        var reading = PackageUrl.Build("apk", distribution, metadata.Name, metadata.Version, qualifiers);
        return reading.TryGet(out var url) ? url.ToString() : $"pkg:apk/{metadata.Name}@{metadata.Version}";
    }

    /// <summary>Regular files in the order of their paths; hashed anew at each call.</summary>
    public IEnumerable<BillFile> Files()
    {
        var owners = Image.Packages.SelectMany(package => package.Entries.Select(entry => (entry.Path, package.Name)))
            .GroupBy(pair => pair.Path, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Last().Name, StringComparer.Ordinal);
        foreach (var (path, node) in Image.Tree.Walk())
        {
            if (node.Type != TarEntryType.Regular) continue;
            var content = node.Content.Span;
            yield return new BillFile(path, ContentHasher.Sha256(content), Convert.ToHexStringLower(LegacySha1.Compute(content)), owners.GetValueOrDefault(path, ""));
        }
    }

    /// <summary>The package's own SBOM as it is installed; null where there is none that can be read.</summary>
    public PackageSbom? OwnSbom(InstalledPackage package)
    {
        ArgumentNullException.ThrowIfNull(package);
        var name = $"{package.Name}-{package.Version}.spdx.json";
        foreach (var path in (ImmutableArray<string>)[$"var/lib/db/sbom/{name}", $"usr/lib/db/sbom/{name}"])
        {
            if (Image.Tree.Follow(path) is { Type: TarEntryType.Regular } file && PackageSbom.Read(file.Content, path, package.Name, package.Version, Limits.Default).TryGet(out var sbom)) return sbom;
        }

        return null;
    }

    private static OsRelease? ReadRelease(ImageTree tree)
    {
        foreach (var path in (ImmutableArray<string>)["etc/os-release", "usr/lib/os-release"])
        {
            if (tree.Follow(path) is { Type: TarEntryType.Regular } file && OsRelease.Read(file.Content, path).TryGet(out var release)) return release;
        }

        return null;
    }
}
