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

    /// <summary>No version that anything can be compared with: what is known of the library can't be told of such a build, and that is said.</summary>
    private const string BetweenReleases = "devel";

    public static ImmutableArray<LanguagePackage> Of(ElfFile elf)
    {
        var purls = new SortedSet<string>(StringComparer.Ordinal);
        if (GoBuildReader.Read(elf) is { } build)
        {
            foreach (var (path, version) in build.Dependencies.Append(build.Main)) Module(purls, path, version);
            // The library of the language is linked into every program and has most of the vulnerabilities that are found in one.
            Add(purls, "golang", "", "stdlib", GoRelease(build.GoVersion) is { Length: > 0 } release ? release : BetweenReleases);
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

    /// <summary>The release in <c>go1.24.4 X:boringcrypto</c>, <c>go1.24rc1</c>, <c>go1.18.1b7</c>; empty for a build between releases, such as <c>devel go1.25-8cf6ea1</c>.</summary>
    internal static string GoRelease(string version)
    {
        if (!version.StartsWith("go", StringComparison.Ordinal)) return "";
        var text = version.AsSpan(2);
        var numbers = text[..Length(text, "0123456789.")];
        if (numbers.Length == 0 || !numbers.Contains('.') || !char.IsAsciiDigit(numbers[0]) || !char.IsAsciiDigit(numbers[^1])) return "";
        var rest = text[numbers.Length..];
        var word = rest.StartsWith("rc") ? "rc" : rest.StartsWith("beta") ? "beta" : "";
        var number = rest[word.Length..][..(word.Length == 0 ? 0 : Length(rest[word.Length..], "0123456789"))];
        return number.Length == 0 ? numbers.ToString() : $"{numbers}{word}{number}";

        static int Length(ReadOnlySpan<char> text, ReadOnlySpan<char> of) => text.IndexOfAnyExcept(of) is >= 0 and var end ? end : text.Length;
    }
}
