using System.Collections.Immutable;
using Compliance.Formats.CryptoModules.Elf;
using Compliance.Formats.CryptoModules.Go;
using Compliance.Formats.CryptoModules.Rust;
using Compliance.Formats.Packages.Urls;

namespace Compliance.Formats.Packages.Languages;

/// <summary>Packages that compilers say they linked into a program: Go's build information, the list of <c>cargo auditable</c>. The builder's own claim.</summary>
internal static class LinkedPackages
{
    private const int Most = 20_000;

    public static ImmutableArray<LanguagePackage> Of(ElfFile elf)
    {
        var purls = new SortedSet<string>(StringComparer.Ordinal);
        if (GoBuildReader.Read(elf) is { } build)
        {
            foreach (var (path, version) in build.Dependencies.Append(build.Main)) Module(purls, path, version);
        }

        foreach (var (name, version) in AuditableCrates.Read(elf) ?? []) Add(purls, "cargo", "", name, version);
        return [.. purls.Take(Most).Select(purl => new LanguagePackage(purl, "", ""))];
    }

    private static void Module(SortedSet<string> purls, string path, string version)
    {
        var slash = path.LastIndexOf('/');
        // A module that is replaced by a folder, and a program built from a working copy, have no version.
        if (slash > 0 && version.Length > 0 && version != "(devel)") Add(purls, "golang", path[..slash], path[(slash + 1)..], version);
    }

    private static void Add(SortedSet<string> purls, string type, string space, string name, string version)
    {
        if (version.Length > 0 && PackageUrl.Build(type, space, name, version).TryGet(out var purl)) purls.Add(purl.ToString());
    }
}
