using System.Text.RegularExpressions;
using Compliance.Formats.CryptoModules.Libraries;
using Compliance.Formats.CryptoModules.Scanning;

namespace Compliance.Formats.CryptoModules.OpenSsl;

/// <summary>
/// libcrypto, by what it defines and not by its name, which wheels and vendors change. A version text alone is no evidence: programs that print
/// the version of the library they were built with carry it, too.
/// </summary>
internal sealed partial class OpenSslLibraryRule : IModuleRule
{
    private const string Initialiser = "OPENSSL_init_crypto";

    public IEnumerable<string> Symbols => [Initialiser, "EVP_DigestInit_ex", "RAND_bytes", "FIPS_mode_set", "EVP_default_properties_is_fips_enabled", "OSSL_provider_init", "FIPS_incore_fingerprint", "FIPS_rodata_start"];

    public IEnumerable<FoundModule> Find(ModuleSubject subject)
    {
        if (subject.Defines("OSSL_provider_init")) return [];
        var defines = Symbols.Where(subject.Defines).ToList();
        if (!defines.Contains("EVP_DigestInit_ex") || !(defines.Contains(Initialiser) || defines.Contains("RAND_bytes"))) return [];
        var identity = LibcryptoIdentityReader.Read(subject.Elf);
        if (identity.Product is not ("OpenSSL" or "LibreSSL" or null)) return [];
        if (FirstSeries(subject, identity) is { } old) return [old];
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

    /// <summary>
    /// OpenSSL 1.x built with its own FIPS module: the version line says FIPS, and <c>FIPS_mode_set</c> or the fingerprint of a static FIPS object module is defined.
    /// Every build of 1.x defines <c>FIPS_mode</c>.
    /// </summary>
    private static FoundModule? FirstSeries(ModuleSubject subject, LibcryptoIdentity identity)
    {
        var isCanister = subject.Defines("FIPS_incore_fingerprint") || subject.Defines("FIPS_rodata_start");
        var saysFips = identity.VersionLine.Contains(" FIPS", StringComparison.Ordinal) || identity.VersionLine.Contains("-fips", StringComparison.Ordinal);
        if (!isCanister && !(identity.Major is < 3 && saysFips)) return null;
        var module = new FoundModule
        {
            Family = "openssl-1",
            Name = isCanister ? "OpenSSL FIPS Object Module" : "OpenSSL",
            Version = isCanister ? ObjectModule(subject) : identity.Version is { } version ? ModuleVersion.Parse(version) : null,
            IsLibrary = subject.Elf.Dynamic.Soname.Length > 0,
            IsStub = identity.IsStub,
            Evidence = [isCanister ? "defines FIPS_incore_fingerprint" : "FIPS build", identity.VersionLine],
            Activation = identity.FollowsKernelFlag ? "conditional" : null,
            ActivationReason = identity.FollowsKernelFlag ? "the library reads /proc/sys/crypto/fips_enabled: the host's kernel decides" : "a program has to call FIPS_mode_set",
            Integrity = "not-checkable",
            IntegrityDetail = "there is no .hmac file beside it",
        };
        return isCanister
            ? module with { Integrity = "unknown", IntegrityDetail = "its fingerprint is over memory as loaded; it is not recomputed from the file" }
            : IntegrityFile.For(module, subject);
    }

    /// <summary>The text <c>FIPS 2.0.16</c> of the object module.</summary>
    private static ModuleVersion? ObjectModule(ModuleSubject subject) =>
        EmbeddedText.StartingWith(subject.Elf, "FIPS 2.0"u8.ToArray()).Select(text => ObjectVersion().Match(text)).FirstOrDefault(match => match.Success) is { } found
            ? new ModuleVersion(found.Groups["version"].Value, "")
            : null;

    [GeneratedRegex(@"^FIPS (?<version>2\.0(\.[0-9]{1,2})?)\b", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex ObjectVersion();
}
