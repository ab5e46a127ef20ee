using Compliance.Formats.CryptoModules.Elf;
using Compliance.Formats.CryptoModules.Scanning;

namespace Compliance.Formats.CryptoModules.Go;

/// <summary>
/// Cryptography of Go programs: the frozen Go Cryptographic Module, the standard library's unvalidated code, and packages outside both. Labels are
/// held against the names of functions, which a program needs to run: a label without its code is not believed.
/// </summary>
internal sealed class GoRule : IModuleRule
{
    /// <summary>Packages whose cryptography is outside the module even when it is on.</summary>
    private static readonly string[] Outside = ["golang.org/x/crypto", "github.com/cloudflare/circl", "github.com/ProtonMail/go-crypto", "github.com/minio/sha256-simd", "filippo.io/", "github.com/golang-jwt/jwe", "github.com/ethereum/go-ethereum/crypto", "github.com/decred/dcrd/dcrec", "github.com/btcsuite/btcd/btcec", "github.com/tink-crypto/tink-go", "lukechampine.com/blake3", "github.com/zeebo/blake3", "github.com/tjfoc/gmsm", "github.com/emmansun/gmsm"];

    private const string Frozen = "Go Cryptographic Module";

    public IEnumerable<string> Symbols => [];

    public IEnumerable<FoundModule> Find(ModuleSubject subject)
    {
        if (GoBuildReader.Read(subject.Elf) is not { } build)
        {
            if (GoBuildReader.IsGo(subject.Elf)) subject.Report(CryptoModuleDiagnostics.GoBuildUnread, ".go.buildinfo", "the build information of a Go program is missing or damaged: which cryptography it holds is unknown");
            yield break;
        }

        if (Standard(subject, build) is { } standard) yield return standard;
        foreach (var (path, version) in build.Dependencies.Where(dependency => IsOutside(dependency.Path)).Take(20))
        {
            yield return Module(subject, path, new ModuleVersion(version, ""), [$"dep {path} {version}"], "off", "cryptography outside Go's module") with { Family = "go-package" };
        }
    }

    /// <summary>By where it comes from, or by the name of a password hash that no module has.</summary>
    private static bool IsOutside(string path) =>
        Outside.Any(prefix => path.StartsWith(prefix, StringComparison.Ordinal)) || path.Contains("argon2", StringComparison.Ordinal) || path.Contains("bcrypt", StringComparison.Ordinal);

    private static FoundModule? Standard(ModuleSubject subject, GoBuild build)
    {
        var elf = subject.Elf;
        var hasCode = EmbeddedText.Holds(elf, "crypto/sha256."u8) || EmbeddedText.Holds(elf, "crypto/aes."u8) || EmbeddedText.Holds(elf, "crypto/tls."u8)
            || EmbeddedText.Holds(elf, "crypto/internal/fips140/"u8);
        // Programs with BoringCrypto linked in are BoringCryptoRule's.
        if (!hasCode || (build.IsBoringBuild && EmbeddedText.Holds(elf, "_Cfunc__goboringcrypto_"u8))) return null;
        if (UsesSystem(build) is { } system)
        {
            return Module(subject, FoundModule.GoOnOpenSsl, Version(build), [$"go {build.GoVersion}", system], null, "the system's OpenSSL decides; some calls fall back to Go's own code") with { Family = "openssl-library" };
        }

        var label = build.Setting("GOFIPS140");
        var mode = build.DefaultDebug("fips140");
        var recipe = GoFipsObject.Recipe(elf);
        List<string> evidence = [$"go {build.GoVersion}", $"GOFIPS140={(label.Length == 0 ? "(unset)" : label)}", $"fips140={(mode.Length == 0 ? "(unset)" : mode)} by default"];
        if (build.Setting("chainguard_entropy_source") is { Length: > 0 } source) evidence.Add($"says that its entropy source is {source}");
        if (IsFrozen(elf, label))
        {
            var (activation, reason) = Mode(mode);
            return Integral(Module(subject, Frozen, ModuleVersion.Parse(label), [.. evidence, $"functions of crypto/internal/fips140/{Base(label)}"], activation, reason), elf, recipe);
        }

        if (label.StartsWith('v')) evidence.Add($"no function of crypto/internal/fips140/{Base(label)}: the label is not believed");
        return Integral(Module(subject, "Go standard library cryptography", Version(build), [.. evidence], "off", mode is "on" or "only" ? "the mode is on over code that is in no validated module" : "no validated module is linked"), elf, recipe);
    }

    /// <summary>A fork's <c>fips140=auto</c> reads <c>/proc/sys/crypto/fips_enabled</c> at start (golang-fips/go pull request 359): the host decides.</summary>
    private static (string Activation, string Reason) Mode(string mode) => mode switch
    {
        "on" or "only" => ("on", $"DefaultGODEBUG has fips140={mode}"),
        "auto" => ("conditional", "DefaultGODEBUG has fips140=auto: the host's kernel flag decides"),
        _ => ("off", "fips140 is off by default"),
    };

    private static FoundModule Integral(FoundModule module, ElfFile elf, IntegrityRecipe? recipe)
    {
        if (recipe is not null) return module with { Recipe = recipe, Integrity = "unknown" };
        // Every program with the frozen module has one: the linker that knows the module writes it.
        if (elf.Section(".go.fipsinfo") is null) return module.Name == Frozen ? module with { Integrity = "not-checkable", IntegrityDetail = "section .go.fipsinfo is missing: the module refuses to start" } : module;
        return module with { Integrity = "unknown", IntegrityDetail = "the ranges of its .go.fipsinfo can't be found in the file" };
    }

    private static bool IsFrozen(ElfFile elf, string label) =>
        label.StartsWith('v') && EmbeddedText.Holds(elf, System.Text.Encoding.ASCII.GetBytes($"crypto/internal/fips140/{Base(label)}"));

    /// <summary><c>v1.0.0</c> of <c>v1.0.0-c2097c7c</c>: the packages' folder begins with it.</summary>
    private static string Base(string label) => ModuleVersion.Parse(label).Version;

    private static string? UsesSystem(GoBuild build)
    {
        foreach (var experiment in new[] { "systemcrypto", "opensslcrypto", "ms_nocgo_opensslcrypto" })
        {
            if (build.HasExperiment(experiment)) return $"GOEXPERIMENT {experiment}";
        }

        if (build.Setting("microsoft_systemcrypto") == "1") return "microsoft_systemcrypto=1";
        // Since 1.26 that toolchain uses the system's OpenSSL unless it is told not to.
        if (build.Setting("microsoft_toolset_version") is { Length: > 0 } toolset && build.Setting("microsoft_systemcrypto") != "0" && !build.HasExperiment("nosystemcrypto")) return $"microsoft_toolset_version={toolset}";
        return build.Setting("-tags").Split(',').Contains("requirefips", StringComparer.Ordinal) ? "-tags requirefips" : null;
    }

    private static ModuleVersion Version(GoBuild build) => new(build.GoVersion, "");

    private static FoundModule Module(ModuleSubject subject, string name, ModuleVersion version, string[] evidence, string? activation, string reason) => new()
    {
        Family = "go",
        Name = name,
        Version = version,
        IsLibrary = false,
        IsStub = subject.IsStub,
        Evidence = [.. evidence],
        Activation = activation,
        ActivationReason = reason,
        IntegrityDetail = "Go before 1.24 and packages outside its module carry no integrity value",
    };
}
