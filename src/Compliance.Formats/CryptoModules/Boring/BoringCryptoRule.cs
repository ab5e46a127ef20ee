using System.Globalization;
using Compliance.Formats.CryptoModules.Elf;
using Compliance.Formats.CryptoModules.Go;
using Compliance.Formats.CryptoModules.OpenSsl;
using Compliance.Formats.CryptoModules.Scanning;

namespace Compliance.Formats.CryptoModules.Boring;

/// <summary>
/// BoringSSL and AWS-LC, linked in or as libraries, with or without their FIPS module. A build tag or experiment alone proves nothing
/// (<c>GOEXPERIMENT=boringcrypto</c> with <c>CGO_ENABLED=0</c> builds plain Go), nor do functions that every build has (<c>FIPS_module_name</c>): the symbols that only
/// a FIPS build has, or the names of its Go functions, do.
/// </summary>
internal sealed class BoringCryptoRule : IModuleRule
{
    /// <summary>Bounds and hash of the module in memory, and the check of it: only FIPS builds have them.</summary>
    private static readonly string[] FipsOnly = ["BORINGSSL_bcm_text_start", "BORINGSSL_bcm_text_end", "BORINGSSL_bcm_text_hash", "BORINGSSL_integrity_test"];
    private static readonly string[] AwsOwn = ["awslc_version_string", "AWSLC_fips_evp_pkey_keygen", "AWSLC_non_fips_pkey_evp_asn1_methods"];
    private static readonly string[] AnyBuild = ["EVP_DigestInit_ex", "RAND_bytes"];

    public IEnumerable<string> Symbols => [.. FipsOnly, .. AwsOwn, .. AnyBuild, "FIPS_version", "FIPS_module_name"];

    public IEnumerable<FoundModule> Find(ModuleSubject subject)
    {
        var own = FipsOnly.Where(subject.Defines).ToList();
        var build = GoBuildReader.Read(subject.Elf);
        if (AwsLc(subject, own) is { } aws) return [aws];
        // The text alone is in every program that looks for it, scanners like this one included.
        var inGo = build is { IsBoringBuild: true } && EmbeddedText.Holds(subject.Elf, "_Cfunc__goboringcrypto_"u8);
        if (inGo) return [InGo(subject, build!, own)];
        if (own.Count > 0)
        {
            return [Module(subject, "boringcrypto", "BoringCrypto", Version(subject.Elf), [$"defines {string.Join(", ", own)}"], isFips: true)];
        }

        var isPlain = build is null && AnyBuild.All(subject.Defines) && LibcryptoIdentityReader.Read(subject.Elf).Product == "BoringSSL";
        return isPlain ? [Module(subject, "boringssl", "BoringSSL", null, [$"defines {string.Join(", ", AnyBuild)}", "BoringSSL"], isFips: false)] : [];
    }

    private static FoundModule? AwsLc(ModuleSubject subject, List<string> own)
    {
        var symbols = AwsOwn.Where(subject.Defines).ToList();
        if (symbols.Count == 0 && own.Count == 0 && !subject.Defines("EVP_DigestInit_ex")) return null;
        var text = EmbeddedText.StartingWith(subject.Elf, "AWS-LC FIPS "u8.ToArray()).FirstOrDefault();
        // A version text is no library: the file defines the library's functions, or the module's own.
        if (symbols.Count == 0 && text is null) return null;
        string[] evidence = [.. symbols.Count > 0 ? [$"defines {string.Join(", ", symbols)}"] : own.Take(1), .. text is null ? Array.Empty<string>() : [text]];
        return Module(subject, "aws-lc", "AWS-LC", text?["AWS-LC FIPS ".Length..], evidence, isFips: text is not null && own.Count > 0);
    }

    private static FoundModule InGo(ModuleSubject subject, GoBuild build, List<string> own)
    {
        var evidence = own.Count > 0 ? $"defines {string.Join(", ", own)}" : "functions _Cfunc__goboringcrypto_*";
        if (EmbeddedText.Holds(subject.Elf, "golang-fips/openssl"u8) || EmbeddedText.Holds(subject.Elf, "_goboringcrypto_DLOPEN_OPENSSL"u8))
        {
            return Module(subject, "openssl-library", FoundModule.GoOnOpenSsl, build.GoVersion, [evidence, "golang-fips/openssl"], false) with
            {
                Activation = null,
                ActivationReason = "the system's OpenSSL decides",
                Integrity = "none",
                IntegrityDetail = "the module is the system's OpenSSL",
            };
        }

        var module = Module(subject, "boringcrypto", "BoringCrypto", Version(subject.Elf), [evidence], isFips: true);
        return EmbeddedText.Holds(subject.Elf, "crypto/tls/fipsonly"u8)
            ? module
            : module with { ActivationReason = $"{module.ActivationReason}; TLS is not limited to it (crypto/tls/fipsonly is not linked)" };
    }

    /// <summary>What <c>FIPS_version()</c> returns, a date with a number behind it; null when the symbol was stripped or the code is another.</summary>
    internal static string? Version(ElfFile elf) =>
        ConstantFunction.Number(elf, "FIPS_version", "_goboringcrypto_FIPS_version") is { } value and > 2_000_000_000 and < 2_200_000_000 ? value.ToString(CultureInfo.InvariantCulture) : null;

    private static FoundModule Module(ModuleSubject subject, string family, string name, string? version, string[] evidence, bool isFips) => new()
    {
        Recipe = isFips ? BoringIntegrity.Recipe(subject.Elf) : null,
        Family = family,
        Name = name,
        Version = version is null ? null : ModuleVersion.Parse(version.Split(' ')[0]),
        IsLibrary = subject.Elf.Dynamic.Soname.Length > 0,
        IsStub = subject.IsStub,
        Evidence = [.. evidence],
        Activation = isFips ? "on" : "off",
        ActivationReason = isFips ? "a FIPS build is in its approved mode from the start" : "no FIPS module is in this build",
        Integrity = isFips ? "unknown" : "none",
        IntegrityDetail = isFips ? "the symbols that bound what its integrity value covers are missing or ambiguous: it is not recomputed" : "only FIPS builds carry an integrity value",
    };
}
