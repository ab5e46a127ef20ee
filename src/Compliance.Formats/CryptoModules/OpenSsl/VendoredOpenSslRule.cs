using System.Text;
using System.Text.RegularExpressions;
using Compliance.Formats.CryptoModules.Elf;
using Compliance.Formats.CryptoModules.Go;
using Compliance.Formats.CryptoModules.Scanning;

namespace Compliance.Formats.CryptoModules.OpenSsl;

/// <summary>
/// A copy of OpenSSL or BoringSSL inside a stripped program: a version marker, paths of its source files, and no link to libcrypto. Each alone is
/// no evidence: git and Ruby carry the version text of the library that they link.
/// </summary>
internal sealed partial class VendoredOpenSslRule : IModuleRule
{
    private const int MinSourcePaths = 5;

    public IEnumerable<string> Symbols => ["EVP_DigestInit_ex", "OPENSSL_init_crypto", "OSSL_provider_init"];

    public IEnumerable<FoundModule> Find(ModuleSubject subject)
    {
        if (!subject.NamesCryptoFiles) return [];
        // The Go toolchain's BoringCrypto is another rule's, its source paths included.
        if (GoBuildReader.Read(subject.Elf) is { IsBoringBuild: true }) return [];
        if (subject.Needs("libcrypto") || subject.Defines("OSSL_provider_init") || subject.Defines("EVP_DigestInit_ex")) return [];
        var paths = SourcePaths(subject.Elf);
        if (paths < MinSourcePaths) return [];
        var identity = LibcryptoIdentityReader.Read(subject.Elf);
        if (identity.Product is null) return [];
        return
        [
            new FoundModule
            {
                Family = identity.Product == "OpenSSL" ? "openssl-library" : "boringssl",
                Name = identity.Product,
                Version = identity.Version is { } version ? new ModuleVersion(version, "") : null,
                IsLibrary = false,
                IsStub = identity.IsStub,
                Evidence = [FormattableString.Invariant($"{paths} paths of source files, no link to libcrypto"), .. identity.VersionLine.Length > 0 ? new[] { identity.VersionLine } : []],
                ActivationReason = identity.Product == "OpenSSL" ? "" : "a copy without a FIPS module",
                Activation = identity.Product == "OpenSSL" ? null : "off",
                Libcrypto = identity.Product == "OpenSSL" ? identity : null,
            },
        ];
    }

    private static int SourcePaths(ElfFile elf)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var folder in new[] { "crypto/evp/", "crypto/rand/", "crypto/fipsmodule/", "crypto/bn/", "crypto/ec/", "crypto/rsa/" })
        {
            foreach (var text in EmbeddedText.StartingWith(elf, Encoding.ASCII.GetBytes(folder)))
            {
                if (SourcePath().IsMatch(text)) found.Add(text);
            }
        }

        return found.Count;
    }

    [GeneratedRegex(@"^crypto/[a-z]+/[\w./]{1,80}\.(c|cc|h|inc|c\.inc|cc\.inc)\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex SourcePath();
}
