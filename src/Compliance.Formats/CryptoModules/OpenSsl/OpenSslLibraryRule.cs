using Compliance.Formats.CryptoModules.Scanning;

namespace Compliance.Formats.CryptoModules.OpenSsl;

/// <summary>
/// libcrypto, by what it defines and not by its name, which wheels and vendors change. A version text alone is no evidence: programs that print
/// the version of the library they were built with carry it, too.
/// </summary>
internal sealed class OpenSslLibraryRule : IModuleRule
{
    private const string Initialiser = "OPENSSL_init_crypto";

    public IEnumerable<string> Symbols => [Initialiser, "EVP_DigestInit_ex", "RAND_bytes", "FIPS_mode_set", "EVP_default_properties_is_fips_enabled", "OSSL_provider_init"];

    public IEnumerable<FoundModule> Find(ModuleSubject subject)
    {
        if (subject.Defines("OSSL_provider_init")) return [];
        var defines = Symbols.Where(subject.Defines).ToList();
        if (!defines.Contains("EVP_DigestInit_ex") || !(defines.Contains(Initialiser) || defines.Contains("RAND_bytes"))) return [];
        var identity = LibcryptoIdentityReader.Read(subject.Elf);
        if (identity.Product is not ("OpenSSL" or "LibreSSL" or null)) return [];
        return
        [
            new FoundModule
            {
                Family = "openssl-library",
                Name = identity.Product ?? "",
                Version = identity.Version is { } version ? new ModuleVersion(version, "") : null,
                IsLibrary = IsName(subject.Elf.Dynamic.Soname),
                Complete = static (module, place) => module with { IsLibrary = module.IsLibrary || IsName(place.FileName) },
                IsStub = identity.IsStub,
                Evidence = [$"defines {string.Join(", ", defines)}", .. identity.VersionLine.Length > 0 ? new[] { identity.VersionLine } : []],
                IntegrityDetail = "OpenSSL's library carries no integrity value; its FIPS provider does",
                Libcrypto = identity,
            },
        ];
    }

    private static bool IsName(string name) => name.StartsWith("libcrypto", StringComparison.Ordinal);
}
