using System.Buffers.Binary;
using System.Globalization;
using Compliance.Formats.CryptoModules.Elf;
using Compliance.Formats.CryptoModules.Go;
using Compliance.Formats.CryptoModules.Scanning;

namespace Compliance.Formats.CryptoModules.Boring;

/// <summary>
/// BoringCrypto and AWS-LC, linked in or as libraries. A build tag or experiment alone proves nothing (<c>GOEXPERIMENT=boringcrypto</c> with
/// <c>CGO_ENABLED=0</c> builds plain Go): the module's own symbols or the names of its Go functions do.
/// </summary>
internal sealed class BoringCryptoRule : IModuleRule
{
    private static readonly string[] Own = ["BORINGSSL_bcm_text_start", "BORINGSSL_bcm_text_hash", "BORINGSSL_integrity_test", "FIPS_module_name"];
    private static readonly string[] AwsOwn = ["awslc_version_string", "AWSLC_fips_evp_pkey_keygen"];

    public IEnumerable<string> Symbols => [.. Own, .. AwsOwn, "FIPS_version"];

    public IEnumerable<FoundModule> Find(ModuleSubject subject)
    {
        var own = Own.Where(subject.Defines).ToList();
        if (AwsOwn.Any(subject.Defines) || EmbeddedText.StartingWith(subject.Elf, "AWS-LC FIPS"u8.ToArray()).Any())
        {
            var text = EmbeddedText.StartingWith(subject.Elf, "AWS-LC FIPS "u8.ToArray()).FirstOrDefault();
            return [Module(subject, "aws-lc", "AWS-LC", text?["AWS-LC FIPS ".Length..], [text ?? "symbols of AWS-LC"], text is not null)];
        }

        var inGo = EmbeddedText.Holds(subject.Elf, "_Cfunc__goboringcrypto_"u8);
        if (own.Count == 0 && !inGo) return [];
        var evidence = own.Count > 0 ? $"defines {string.Join(", ", own)}" : "functions _Cfunc__goboringcrypto_*";
        if (inGo && EmbeddedText.Holds(subject.Elf, "golang-fips/openssl"u8))
        {
            return [Module(subject, "go", "Go with the system's OpenSSL", null, [evidence, "golang-fips/openssl"], false) with { ActivationReason = "the system's OpenSSL decides" }];
        }

        var module = Module(subject, "boringcrypto", "BoringCrypto", Version(subject.Elf), [evidence], own.Contains("BORINGSSL_integrity_test") || inGo);
        return inGo && !EmbeddedText.Holds(subject.Elf, "crypto/tls/fipsonly"u8)
            ? [module with { ActivationReason = $"{module.ActivationReason}; TLS is not limited to it (crypto/tls/fipsonly is not linked)" }]
            : [module];
    }

    /// <summary>
    /// <c>FIPS_version()</c> returns a constant: x86-64 <c>mov eax, imm32; ret</c>, AArch64 <c>movz</c> and <c>movk</c> of <c>w0</c>. Null when the symbol was stripped or
    /// the code is another.
    /// </summary>
    internal static string? Version(ElfFile elf)
    {
        if (elf.Symbols().FirstOrDefault(symbol => symbol is { Name: "FIPS_version", IsDefined: true }) is not { } function) return null;
        var code = elf.BytesAt(function.Value, 32).Span;
        uint? value = elf.Machine switch
        {
            62 when code.IndexOf((byte)0xb8) is var at and >= 0 and <= 8 && code.Length >= at + 6 => BinaryPrimitives.ReadUInt32LittleEndian(code[(at + 1)..]),
            183 when code.Length >= 8 => Wide(BinaryPrimitives.ReadUInt32LittleEndian(code), BinaryPrimitives.ReadUInt32LittleEndian(code[4..])),
            _ => null,
        };
        return value is > 2_000_000_000 and < 2_200_000_000 ? value.Value.ToString(CultureInfo.InvariantCulture) : null;
    }

    private static uint? Wide(uint first, uint second) =>
        (first & 0xffe0001f) == 0x52800000 && (second & 0xffe0001f) == 0x72a00000 ? ((first >> 5) & 0xffff) | (((second >> 5) & 0xffff) << 16) : null;

    private static FoundModule Module(ModuleSubject subject, string family, string name, string? version, string[] evidence, bool isFips) => new()
    {
        Family = family,
        Name = name,
        Version = version is null ? null : ModuleVersion.Parse(version.Split(' ')[0]),
        IsLibrary = GoBuildReader.Read(subject.Elf) is null && subject.Elf.Dynamic.Soname.Length > 0,
        IsStub = subject.IsStub,
        Evidence = [.. evidence],
        Activation = isFips ? "on" : null,
        ActivationReason = isFips ? "the module is in its approved mode from the start" : "whether the module was built for its approved mode is not visible",
        IntegrityDetail = "its integrity value is over memory as loaded; it is not recomputed from the file",
    };
}
