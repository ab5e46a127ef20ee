using Compliance.Formats.CryptoModules.Java;
using Compliance.Formats.Packages.Urls;

namespace Compliance.Formats.Packages.Languages;

/// <summary>
/// Which artifacts a jar says that it holds: each <c>pom.properties</c>, of which a shaded jar has many; else the manifest, where it names a group. A jar that says nothing has
/// no package and stays a file.
/// </summary>
internal static class JarPackages
{
    /// <param name="small">Manifest and properties by their name in the jar.</param>
    /// <param name="within">The jar itself where it lies in another one.</param>
    public static IEnumerable<LanguagePackage> Of(IReadOnlyDictionary<string, byte[]> small, string within)
    {
        var found = false;
        foreach (var (name, bytes) in small.Where(entry => entry.Key.EndsWith("/pom.properties", StringComparison.Ordinal)))
        {
            var values = JavaProperties.Read(bytes);
            if (Package(values.GetValueOrDefault("groupId", ""), values.GetValueOrDefault("artifactId", ""), values.GetValueOrDefault("version", ""), within) is not { } package) continue;
            found = true;
            yield return package;
        }

        if (found || !small.TryGetValue("META-INF/MANIFEST.MF", out var manifest)) yield break;
        var main = JavaProperties.ReadManifest(manifest);
        var title = First(main, "Implementation-Title", "Specification-Title", "Bundle-Name");
        var version = First(main, "Implementation-Version", "Bundle-Version", "Specification-Version");
        if (Package(First(main, "Implementation-Vendor-Id"), title, version, within) is { } named) yield return named;
        else if (First(main, "Bundle-SymbolicName").Split(';')[0].Trim() is { Length: > 0 } symbol && symbol.LastIndexOf('.') is > 0 and var dot && Package(symbol[..dot], symbol[(dot + 1)..], version, within) is { } bundle) yield return bundle;
    }

    private static LanguagePackage? Package(string group, string artifact, string version, string within)
    {
        var isName = group.Length > 0 && artifact.Length > 0 && version.Length > 0 && !group.Contains(' ', StringComparison.Ordinal) && !artifact.Contains(' ', StringComparison.Ordinal) && !group.Contains("${", StringComparison.Ordinal) && !version.Contains("${", StringComparison.Ordinal);
        return isName && PackageUrl.Build("maven", group, artifact, version).TryGet(out var purl) ? new LanguagePackage(purl.ToString(), "", within) : null;
    }

    private static string First(IReadOnlyDictionary<string, string> values, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (values.TryGetValue(name, out var value) && value.Length > 0) return value;
        }

        return "";
    }
}
