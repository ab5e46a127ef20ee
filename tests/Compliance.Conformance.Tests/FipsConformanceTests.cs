using Compliance.Cryptography.ModuleIntegrity;
using Compliance.Formats.CryptoModules;
using Compliance.Formats.CryptoModules.Elf;
using Compliance.Formats.CryptoModules.OpenSsl;

namespace Compliance.Conformance.Tests;

/// <summary>A real FIPS provider built by others, and real configurations.</summary>
public sealed class FipsConformanceTests
{
    private static string? Root { get; } = Find();

    [Fact]
    public void Module_mac_of_a_real_provider_equals_its_configuration_and_a_flipped_byte_does_not()
    {
        Assert.SkipWhen(Root is null, "vectors are absent");
        var bytes = File.ReadAllBytes(Path.Combine(Root!, "apk", "fips-fixture", "fips.so"));
        var configured = File.ReadAllLines(Path.Combine(Root!, "apk", "fips-fixture", "fipsmodule.cnf"))
            .Single(line => line.StartsWith("module-mac = ", StringComparison.Ordinal))["module-mac = ".Length..];
        var identity = ProviderIdentityReader.Read(ElfReader.Read(bytes, "fips.so").Required());

        Assert.Equal("OpenSSL FIPS Provider", identity.Name);
        Assert.Equal(new ModuleVersion("3.0.22", ""), identity.Version);
        Assert.True(identity is { ExportsInitializer: true, IsFips: true, HasStandardKey: true, IsStub: false, EmbeddedMacOffset: null });
        Assert.Equal(IntegrityOutcome.Ok, OpenSslProviderIntegrity.Check(bytes, identity, configured).Outcome);
        foreach (var at in new[] { 0, 64, bytes.Length / 2, bytes.Length - 1 })
        {
            var changed = (byte[])bytes.Clone();
            changed[at] ^= 1;
            Assert.Equal(IntegrityOutcome.Broken, OpenSslProviderIntegrity.Check(changed, identity, configured).Outcome);
        }
    }

    internal static string? Find()
    {
        if (Environment.GetEnvironmentVariable("COMPLIANCE_VECTORS") is { Length: > 0 } named) return Directory.Exists(named) ? named : null;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "Compliance.sln"))) continue;
            var beside = Path.GetFullPath(Path.Combine(folder.FullName, "..", "shared", "vectors"));
            return Directory.Exists(beside) ? beside : null;
        }

        return null;
    }
}
