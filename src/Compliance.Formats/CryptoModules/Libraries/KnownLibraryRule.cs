using System.Text;
using System.Text.RegularExpressions;
using Compliance.Formats.CryptoModules.Elf;
using Compliance.Formats.CryptoModules.Scanning;

namespace Compliance.Formats.CryptoModules.Libraries;

/// <summary>
/// Libraries with cryptography of their own. Symbols that merely mention FIPS prove nothing: Debian's GnuTLS and wolfSSL export such without being
/// FIPS builds.
/// </summary>
internal sealed partial class KnownLibraryRule : IModuleRule
{
    /// <summary>The cryptography runs in the host's kernel, which an image can't show.</summary>
    private const string Host = "host";

    private static readonly KnownLibrary[] Known =
    [
        new("libgcrypt", "libgcrypt", "gcry_check_version", "This is Libgcrypt ", "/proc/sys/crypto/fips_enabled") { SwitchFile = FoundModule.GcryptSwitch },
        new("gnutls", "GnuTLS", "gnutls_global_init", "Enabled GnuTLS ", "/proc/sys/crypto/fips_enabled"),
        new("wolfcrypt", "wolfCrypt", "wolfCrypt_Init", "", "") { VersionFunction = "wolfSSL_lib_version" },
        new("mbedtls", "mbed TLS", "mbedtls_sha256_init", "mbed TLS ", ""),
        new("libsodium", "libsodium", "crypto_secretbox_easy", "", "") { VersionFunction = "sodium_version_string" },
        new("nettle", "Nettle", "nettle_sha256_init", "", "") { VersionNumbers = ("nettle_version_major", "nettle_version_minor") },
        new("nettle", "Hogweed", "nettle_rsa_public_key_init", "", ""),
        new("libtomcrypt", "LibTomCrypt", "register_cipher", "LibTomCrypt ", ""),
        new("kernel", "Kernel cryptography through libkcapi", "kcapi_handle_init", "", Host),
        new("kernel", "Kernel cryptography through cryptsetup", "crypt_activate_by_passphrase", "", Host),
        new("kernel", "Kernel cryptography through strongSwan", "af_alg_plugin_create", "", Host),
        new("entropy-source", "jitterentropy", "jent_entropy_init", "", ""),
        new("heimdal", "Heimdal hcrypto", "hc_EVP_DigestInit_ex", "", ""),
    ];

    public IEnumerable<string> Symbols => [.. Known.Select(library => library.Symbol), "wolfCrypt_GetStatus_fips", "mbedtls_aes_init"];

    public IEnumerable<FoundModule> Find(ModuleSubject subject) => Known.Where(library => subject.Defines(library.Symbol)).Select(library => Module(subject, library));

    private static FoundModule Module(ModuleSubject subject, KnownLibrary library)
    {
        if (library.HostFlag == Host) return OfHost(subject, library);
        var (version, line) = Version(subject.Elf, library);
        var followsHost = library.HostFlag.Length > 0 && EmbeddedText.Holds(subject.Elf, Encoding.ASCII.GetBytes(library.HostFlag));
        var isFipsWolf = library.Family == "wolfcrypt" && subject.Defines("wolfCrypt_GetStatus_fips");
        // A build without an approved mode shares name and symbols with a validated module and is none.
        var isOrdinary = library.Family == "wolfcrypt" ? !isFipsWolf : library.HostFlag.Length > 0 && !followsHost;
        var module = new FoundModule
        {
            Family = library.Family,
            Name = isOrdinary ? $"{library.Name}, no FIPS build" : library.Name,
            // The certificate is about wolfCrypt's module, whose versions are not those of the product that it ships in.
            Version = version is null || isFipsWolf ? null : new ModuleVersion(version, ""),
            IsLibrary = subject.Elf.Dynamic.Soname.Length > 0,
            IsStub = subject.IsStub,
            Evidence = [$"defines {library.Symbol}", .. line is null ? Array.Empty<string>() : [line], .. ReadsSwitch(subject.Elf, library) ? new[] { $"reads /{library.SwitchFile}" } : []],
            Activation = isFipsWolf ? null : followsHost ? "conditional" : "off",
            ActivationReason = isFipsWolf ? "a FIPS build; whether its checks pass is not visible" : followsHost ? $"it reads {library.HostFlag}: the host decides" : "this build has no approved mode",
        };
        return library.Family is "libgcrypt" or "gnutls" ? IntegrityFile.For(module, subject) : module;
    }

    private static bool ReadsSwitch(ElfFile elf, KnownLibrary library) => library.SwitchFile.Length > 0 && EmbeddedText.Holds(elf, Encoding.ASCII.GetBytes($"/{library.SwitchFile}\0"));

    private static FoundModule OfHost(ModuleSubject subject, KnownLibrary library) => new()
    {
        Family = library.Family,
        Name = library.Name,
        Version = null,
        IsLibrary = subject.Elf.Dynamic.Soname.Length > 0,
        IsStub = subject.IsStub,
        Evidence = [$"defines {library.Symbol}"],
        Activation = "conditional",
        ActivationReason = "the host's kernel does the cryptography: its module and its mode are the host's",
    };

    /// <summary>The version and what states it; both null when nothing does.</summary>
    private static (string? Version, string? Line) Version(ElfFile elf, KnownLibrary library)
    {
        if (library.VersionPrefix.Length > 0)
        {
            return EmbeddedText.StartingWith(elf, Encoding.ASCII.GetBytes(library.VersionPrefix)).Select(text => (Version(text[library.VersionPrefix.Length..]), (string?)text)).FirstOrDefault(pair => pair.Item1 is not null);
        }

        if (library.VersionFunction.Length > 0 && ConstantFunction.Text(elf, library.VersionFunction) is { } stated && Version(stated) is { } version) return (version, $"{library.VersionFunction} returns {stated}");
        var (major, minor) = library.VersionNumbers;
        return major.Length > 0 && ConstantFunction.Number(elf, major) is { } first and < 1000 && ConstantFunction.Number(elf, minor) is { } second and < 1000
            ? (FormattableString.Invariant($"{first}.{second}"), FormattableString.Invariant($"{major} returns {first}, {minor} {second}"))
            : (null, null);
    }

    private static string? Version(string text) => VersionText().Match(text) is { Success: true } match ? match.Groups["version"].Value : null;

    [GeneratedRegex(@"^(?<version>[0-9]+(\.[0-9]+){1,3})", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex VersionText();
}
