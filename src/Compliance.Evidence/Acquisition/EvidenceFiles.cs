using Compliance.Evidence.Collection.Packages;
using Compliance.Formats.CryptoModules.Java;
using Compliance.Formats.CryptoModules.Nss;
using Compliance.Formats.Packages.Languages;
using Compliance.Formats.Packages.Python;

namespace Compliance.Evidence.Acquisition;

/// <summary>
/// Which files of an image become raw evidence. Everything else leaves its header and digest in the inventory only. The answer depends on the
/// path alone, so that the verifier can tell from the inventory which files ought to be in a package.
/// </summary>
public static class EvidenceFiles
{
    private static readonly string[] Names =
    [
        "etc/passwd", "etc/group", "etc/os-release", "usr/lib/os-release", "etc/debian_version", "etc/alpine-release", "etc/system-fips",
        "lib/apk/db/installed", "usr/lib/apk/db/installed", "var/lib/dpkg/status", "var/lib/dpkg/diversions",
        "etc/crypto-policies/config", "etc/crypto-policies/state/current", "etc/gcrypt/fips_enabled",
        "etc/ld.so.cache", "etc/ld.so.preload",
    ];

    private static readonly string[] SbomEndings = [".spdx.json", ".cdx.json", ".spdx", ".bom.json", "/sbom.json", "/bom.json"];

    private static readonly string[] SbomFolders = ["sbom/", "var/lib/db/sbom/", "usr/share/sbom/", "usr/share/sboms/", "opt/sbom/"];

    public static bool AreKept(ReadOnlySpan<char> path)
    {
        foreach (var name in Names)
        {
            if (path.SequenceEqual(name)) return true;
        }

        return IsMuslPath(path) || IsDpkg(path) || RpmPackages.IsDatabase(path) || IsOpenSsl(path) || IsSbom(path) || IsJava(path) || NssModuleDatabase.IsFile(path) || PythonRecord.IsRecord(path) || LanguageMetadata.EcosystemOf(path).Length > 0;
    }

    /// <summary>Where musl's loader looks for libraries.</summary>
    private static bool IsMuslPath(ReadOnlySpan<char> path) => path.StartsWith("etc/ld-musl-", StringComparison.Ordinal) && path.EndsWith(".path", StringComparison.Ordinal);

    private static bool IsDpkg(ReadOnlySpan<char> path) =>
        path.StartsWith("var/lib/dpkg/status.d/", StringComparison.Ordinal)
        || DpkgLicences.IsCopyright(path)
        || (path.StartsWith("var/lib/dpkg/info/", StringComparison.Ordinal)
            && (path.EndsWith(".list", StringComparison.Ordinal) || path.EndsWith(".md5sums", StringComparison.Ordinal)));

    private static bool IsOpenSsl(ReadOnlySpan<char> path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        if (path.Contains("ossl-modules/", StringComparison.Ordinal) && name.EndsWith(".so", StringComparison.Ordinal)) return true;
        // back-ends are links to usr/share/crypto-policies, where the files lie in the merged file system.
        if (path.Contains("crypto-policies/", StringComparison.Ordinal) && name.StartsWith("openssl", StringComparison.Ordinal)) return true;
        return name.EndsWith(".cnf", StringComparison.Ordinal)
            && (name.StartsWith("openssl", StringComparison.Ordinal) || name.StartsWith("fips", StringComparison.Ordinal)
                || path.Contains("ssl/", StringComparison.Ordinal) || path.Contains("pki/tls/", StringComparison.Ordinal));
    }

    /// <summary>The list of security providers, and the version of a Java runtime.</summary>
    private static bool IsJava(ReadOnlySpan<char> path) => JavaSecurity.IsFile(path)
        || (path.EndsWith("/release", StringComparison.Ordinal)
            && (path.Contains("java", StringComparison.OrdinalIgnoreCase) || path.Contains("jvm", StringComparison.Ordinal) || path.Contains("jdk", StringComparison.OrdinalIgnoreCase) || path.Contains("jre", StringComparison.OrdinalIgnoreCase)));

    internal static bool IsSbom(ReadOnlySpan<char> path)
    {
        foreach (var folder in SbomFolders)
        {
            if (path.StartsWith(folder, StringComparison.Ordinal) && path.Contains(".json", StringComparison.Ordinal)) return true;
        }

        foreach (var ending in SbomEndings)
        {
            if (path.EndsWith(ending, StringComparison.Ordinal)) return true;
        }

        return false;
    }
}
