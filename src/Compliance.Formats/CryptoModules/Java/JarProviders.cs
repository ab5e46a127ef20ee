using System.Collections.Immutable;
using Compliance.Formats.CryptoModules.Scanning;

namespace Compliance.Formats.CryptoModules.Java;

/// <summary>Turns the provider classes of one jar into modules. A name alone can lie: Bouncy Castle's module is only claimed for a jar that holds nothing else.</summary>
internal static class JarProviders
{
    private const string BcFips = "org/bouncycastle/jcajce/provider/BouncyCastleFipsProvider.class";

    public static IEnumerable<FoundModule> Find(JarContents jar, string within, Func<JarEntry, byte[]?> unpack)
    {
        var manifest = jar.Small.TryGetValue("META-INF/MANIFEST.MF", out var entry) && unpack(entry) is { } bytes
            ? JavaProperties.ReadManifest(bytes)
            : ImmutableSortedDictionary<string, string>.Empty;
        foreach (var name in jar.ProviderClasses)
        {
            var module = name switch
            {
                _ when name.EndsWith("BouncyCastleFipsProvider.class", StringComparison.Ordinal) => Fips(jar, name, manifest, unpack),
                _ when name.EndsWith("BouncyCastleProvider.class", StringComparison.Ordinal) => Plain(jar, name, manifest, unpack),
                _ when name.EndsWith("AmazonCorrettoCryptoProvider.class", StringComparison.Ordinal) =>
                    Module("accp", "Amazon Corretto Crypto Provider", Pom(jar, "AmazonCorrettoCryptoProvider", unpack), null, "it bundles AWS-LC: the library in it is judged by itself"),
                _ when name.EndsWith("WolfCryptProvider.class", StringComparison.Ordinal) =>
                    Module("wolfcrypt-java", "wolfCrypt JCE provider", Pom(jar, "wolfcrypt-jni", unpack), null, "wolfCrypt's native library decides"),
                _ => Module("conscrypt", "Conscrypt", Pom(jar, "conscrypt", unpack), "off", "BoringSSL without a FIPS module"),
            };
            yield return module with { Evidence = [.. within.Length == 0 ? Array.Empty<string>() : [$"in {within}"], $"class {name[..^".class".Length]}", .. module.Evidence] };
        }
    }

    private static FoundModule Fips(JarContents jar, string className, ImmutableSortedDictionary<string, string> manifest, Func<JarEntry, byte[]?> unpack)
    {
        var title = manifest.GetValueOrDefault("Bundle-SymbolicName", "");
        var (version, artifact) = Pom(jar, "bc-fips", unpack) is { } pom ? (pom.Version, pom.Artifact) : (manifest.GetValueOrDefault("Bundle-Version", ""), title);
        if (className != BcFips || jar.HasForeignClasses)
        {
            return Integral(Module("bouncycastle-repackaged", "Bouncy Castle FIPS, repackaged", (version, artifact), "off", "the module checks its own jar: unpacked or moved into another it is not the validated one"), "not-checkable");
        }

        if (artifact.Contains("debug", StringComparison.OrdinalIgnoreCase))
        {
            return Integral(Module("bouncycastle-repackaged", "Bouncy Castle FIPS, debug build", (version, artifact), "off", "the debug build is not certified"), "not-checkable");
        }

        return Integral(Module("bouncycastle-java", "BC-FJA", (version, artifact), null, "whether the approved mode is on is decided by the application, by properties or by java.security"), "unknown");
    }

    private static FoundModule Plain(JarContents jar, string className, ImmutableSortedDictionary<string, string> manifest, Func<JarEntry, byte[]?> unpack)
    {
        var isShaded = !className.StartsWith("org/bouncycastle/", StringComparison.Ordinal) || jar.HasForeignClasses;
        var version = Pom(jar, "bcprov", unpack) ?? (isShaded ? null : (manifest.GetValueOrDefault("Bundle-Version", ""), "bcprov"));
        return Module("bouncycastle", isShaded ? "Bouncy Castle, shaded" : "Bouncy Castle", version, "off", "the provider without a FIPS module");
    }

    /// <summary>The jar's own integrity value is over its classes as the module reads them at start; it is not recomputed here.</summary>
    private static FoundModule Integral(FoundModule module, string word) => module with
    {
        Integrity = word,
        IntegrityDetail = word == "unknown" ? "the module checks the classes of its own jar at start; that is not recomputed" : module.ActivationReason,
    };

    private static (string Version, string Artifact)? Pom(JarContents jar, string artifact, Func<JarEntry, byte[]?> unpack)
    {
        foreach (var (name, entry) in jar.Small)
        {
            var parts = name.Split('/');
            if (parts.Length != 5 || !parts[3].StartsWith(artifact, StringComparison.OrdinalIgnoreCase) || unpack(entry) is not { } bytes) continue;
            return (JavaProperties.Read(bytes).GetValueOrDefault("version", ""), parts[3]);
        }

        return null;
    }

    private static FoundModule Module(string family, string name, (string Version, string Artifact)? stated, string? activation, string reason) => new()
    {
        Family = family,
        Name = name,
        Version = stated is { Version: { Length: > 0 } version } ? new ModuleVersion(version, "") : null,
        IsLibrary = true,
        IsStub = false,
        Evidence = stated is { Version.Length: > 0 } known ? [$"{known.Artifact} {known.Version}"] : [],
        Activation = activation,
        ActivationReason = reason,
    };
}
