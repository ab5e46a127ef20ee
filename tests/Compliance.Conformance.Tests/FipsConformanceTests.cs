using Compliance.Cryptography.ModuleIntegrity;
using Compliance.Formats.CryptoModules;
using Compliance.Formats.CryptoModules.Elf;
using Compliance.Formats.CryptoModules.OpenSsl;
using Compliance.Formats.CryptoModules.OpenSsl.Activation;
using Compliance.Formats.CryptoModules.OpenSsl.Configuration;

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

    public static TheoryData<string, ActivationState, bool?, string> Configurations => new()
    {
        // fips-alt sets fips_mode = true, which counts as fips=yes; fips-and-base and default-and-fips set no property.
        { "openssl-conf/fips.cnf", ActivationState.On, false, "fips=yes" },
        { "openssl-conf/fips-alt.cnf", ActivationState.On, false, "fips=yes" },
        { "openssl-conf/fips-and-base.cnf", ActivationState.On, false, "" },
        { "openssl-conf/default-and-fips.cnf", ActivationState.On, true, "" },
        { "openssl-conf/default.cnf", ActivationState.Off, true, "" },
        { "openssl-conf/default-and-legacy.cnf", ActivationState.Off, true, "" },
        { "openssl-conf/null.cnf", ActivationState.Off, false, "" },
        { "openssl-conf/openssl.cnf", ActivationState.Off, true, "" },
        { "generated/openssl-fips-on-default-properties.cnf", ActivationState.On, false, "fips=yes" },
        { "cbomkit-theia/testdata_openssl_dir_openssl.cnf", ActivationState.Off, true, "" },
    };

    [Theory]
    [MemberData(nameof(Configurations))]
    public void Configuration_activates_what_its_name_says(string file, ActivationState state, bool? defaultActive, string properties)
    {
        Assert.SkipWhen(Root is null, "vectors are absent");
        var folder = Path.Combine(Root!, "fips");
        var module = Path.Combine(folder, "generated", "fipsmodule-3.0.20-make-install_fips.cnf");
        var activation = Resolve(Path.Combine(folder, file), module);

        Assert.Equal((state, defaultActive, properties), (activation.State, activation.DefaultProviderActive, activation.DefaultProperties));
    }

    [Theory]
    [InlineData("fipsmodule-3.0.20-make-install_fips.cnf", false, false)]
    [InlineData("fipsmodule-3.0.20-fipsinstall-install-status.cnf", true, true)]
    [InlineData("fipsmodule-3.0.20-fipsinstall-self_test_onload.cnf", true, false)]
    public void Module_configuration_is_read_and_a_shipped_status_reported(string file, bool hasInstallVersion, bool hasStatus)
    {
        Assert.SkipWhen(Root is null, "vectors are absent");
        var folder = Path.Combine(Root!, "fips");
        var activation = Resolve(Path.Combine(folder, "openssl-conf", "fips.cnf"), Path.Combine(folder, "generated", file));

        Assert.Equal("10:65:3D:D4:4C:2F:AC:31:8B:EC:39:10:7A:7F:A9:85:FD:A7:38:D5:1D:4A:05:B3:B8:0B:B5:18:3A:B6:46:E3", activation.ActiveProvider!.ModuleMac);
        Assert.Equal((hasInstallVersion, hasStatus), (activation.ActiveProvider.InstallVersion is not null, activation.ActiveProvider.InstallStatus is not null));
        Assert.Equal(hasStatus, activation.Findings.Any(finding => finding.Code == CryptoModuleDiagnostics.InstallStatusShipped));
    }

    /// <summary>With the real provider where modules are, and the module configuration wherever one is included.</summary>
    private static ProviderActivation Resolve(string configuration, string moduleConfiguration)
    {
        var provider = File.ReadAllBytes(Path.Combine(Root!, "apk", "fips-fixture", "fips.so"));
        return ActivationResolver.Resolve(new ActivationInputs
        {
            Environment = new Dictionary<string, string> { ["OPENSSL_CONF"] = "/c/openssl.cnf" },
            Command = ["/app"],
            WorkingDirectory = "/c",
            Library = new LibcryptoIdentity
            {
                Product = "OpenSSL",
                Version = "3.0.20",
                VersionLine = "",
                ConfigurationDirectory = "/etc/ssl",
                ModulesDirectory = "/usr/lib/ossl-modules",
                FollowsKernelFlag = false,
                KnowsForceVariable = false,
                IsStub = false,
            },
            Open = path => path switch
            {
                "/c/openssl.cnf" => new ConfigurationFile.Present(File.ReadAllBytes(configuration)),
                _ when path.EndsWith("/fipsmodule.cnf", StringComparison.Ordinal) || path.EndsWith("/fm-default.cnf", StringComparison.Ordinal) => new ConfigurationFile.Present(File.ReadAllBytes(moduleConfiguration)),
                _ => ConfigurationFile.None,
            },
            Module = path => path == "/usr/lib/ossl-modules/fips.so"
                ? new ProviderFile.Present(path, ProviderIdentityReader.Read(ElfReader.Read(provider, path).Required()))
                : new ProviderFile.Absent(),
        });
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
