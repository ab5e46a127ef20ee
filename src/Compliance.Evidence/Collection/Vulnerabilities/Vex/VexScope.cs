using System.Collections.Immutable;
using Compliance.Evidence.Collection.Systems;
using Compliance.Formats;
using Compliance.Formats.Packages.Urls;
using Compliance.Formats.Vulnerabilities.Vex;

namespace Compliance.Evidence.Collection.Vulnerabilities.Vex;

/// <summary>Whether a statement is about a package of the image: the image is its product (and the package one of its parts, if it names some), or the package is.</summary>
internal sealed class VexScope(ImmutableArray<string> names, ImmutableArray<Digest> digests)
{
    public static VexScope Of(ImageEvidence image) => new(SystemStatements.Names(image), image.Index is { } index ? [image.Subject, index.Item.Sha256] : [image.Subject]);

    public bool IsAbout(VexStatement statement, MatchTarget target) => statement.Products.Any(product => IsAbout(product, target));

    /// <summary>What the image and the package are called, for rules on who may speak of what.</summary>
    public IEnumerable<string> NamesOf(MatchTarget target) => [.. names, target.Package, target.Name, target.Purl, target.Purl.Split('@', 2)[0]];

    private bool IsAbout(VexProduct product, MatchTarget target)
    {
        if (product.Identifiers.Any(IsImage)) return product.Subcomponents.IsEmpty || product.Subcomponents.Any(part => part.Any(name => IsPackage(name, target)));
        return product.Subcomponents.IsEmpty
            ? product.Identifiers.Any(name => IsPackage(name, target))
            // A package inside a package that is not the image: only its own parts are meant.
            : product.Identifiers.Any(name => IsPackage(name, target)) && product.Subcomponents.Any(part => part.Any(name => IsPackage(name, target)));
    }

    /// <summary>By digest; by a name only when it is exactly the one that the caller used.</summary>
    private bool IsImage(string identifier)
    {
        if (digests.Any(digest => digest.ToString() == identifier || identifier.EndsWith($"@{digest}", StringComparison.Ordinal))) return true;
        if (!identifier.StartsWith("pkg:oci/", StringComparison.OrdinalIgnoreCase)) return names.Contains(identifier, StringComparer.Ordinal);
        return PackageUrl.Parse(identifier).TryGet(out var url) && digests.Any(digest => url.Version == digest.ToString());
    }

    /// <summary>The same type and name, the same version where one is stated, and every qualifier that is stated and that the package has.</summary>
    private static bool IsPackage(string identifier, MatchTarget target)
    {
        if (!identifier.StartsWith("pkg:", StringComparison.OrdinalIgnoreCase)) return false;
        if (!PackageUrl.Parse(identifier).TryGet(out var stated) || !PackageUrl.Parse(target.Purl).TryGet(out var own)) return false;
        return stated.Type == own.Type && stated.Namespace == own.Namespace && (stated.Name == own.Name || (target.IsOperatingSystem && stated.Name == target.Name))
            && (stated.Version.Length == 0 || stated.Version == own.Version)
            && stated.Qualifiers.All(pair => pair.Key is "vers" ? false : !own.Qualifiers.TryGetValue(pair.Key, out var value) || value == pair.Value);
    }
}
