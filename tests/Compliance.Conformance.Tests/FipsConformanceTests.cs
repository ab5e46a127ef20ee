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
    private const string ModuleConfiguration = "fips/generated/fipsmodule-3.0.20-make-install_fips.cnf";

    private static string Root => Vectors.Root!;

    [Fact]
    public void Module_mac_of_a_real_provider_equals_its_configuration_and_a_flipped_byte_does_not()
    {
        const string folder = "apk/fips-fixture";
        using var suite = new ConformanceSuite("fips", folder);
        if (Vectors.Has(folder)) CheckProvider(suite, Path.Combine(Root, folder), folder);
        suite.Finish();
    }

    private static void CheckProvider(ConformanceSuite suite, string folder, string name)
    {
        var bytes = File.ReadAllBytes(Path.Combine(folder, "fips.so"));
        var configured = File.ReadAllLines(Path.Combine(folder, "fipsmodule.cnf"))
            .Single(line => line.StartsWith("module-mac = ", StringComparison.Ordinal))["module-mac = ".Length..];
        var identity = ProviderIdentityReader.Read(ElfReader.Read(bytes, "fips.so").Required());

        suite.Check($"{name} identity", "OpenSSL FIPS Provider, initializer, fips, standard key, no stub, no embedded mac", () => string.Join(
            ", ",
            identity.Name,
            identity.ExportsInitializer ? "initializer" : "no initializer",
            identity.IsFips ? "fips" : "not fips",
            identity.HasStandardKey ? "standard key" : "no standard key",
            identity.IsStub ? "stub" : "no stub",
            identity.EmbeddedMacOffset is null ? "no embedded mac" : "embedded mac"));
        suite.Check($"{name} module-mac", $"{IntegrityOutcome.Ok}", () => $"{OpenSslProviderIntegrity.Check(bytes, identity, configured).Outcome}");
        foreach (var at in new[] { 0, 64, bytes.Length / 2, bytes.Length - 1 })
        {
            var changed = (byte[])bytes.Clone();
            changed[at] ^= 1;
            suite.Check($"{name} module-mac, byte {at} flipped", $"{IntegrityOutcome.Broken}", () => $"{OpenSslProviderIntegrity.Check(changed, identity, configured).Outcome}");
        }
    }

    // fips-alt sets fips_mode = true, which counts as fips=yes; fips-and-base and default-and-fips set no property.
    private static readonly SortedDictionary<string, (ActivationState State, bool? DefaultActive, string Properties)> Known = new(StringComparer.Ordinal)
    {
        ["openssl-conf/fips.cnf"] = (ActivationState.On, false, "fips=yes"),
        ["openssl-conf/fips-alt.cnf"] = (ActivationState.On, false, "fips=yes"),
        ["openssl-conf/fips-and-base.cnf"] = (ActivationState.On, false, ""),
        ["openssl-conf/default-and-fips.cnf"] = (ActivationState.On, true, ""),
        ["openssl-conf/default.cnf"] = (ActivationState.Off, true, ""),
        ["openssl-conf/default-and-legacy.cnf"] = (ActivationState.Off, true, ""),
        ["openssl-conf/null.cnf"] = (ActivationState.Off, false, ""),
        ["openssl-conf/openssl.cnf"] = (ActivationState.Off, true, ""),
        ["generated/openssl-fips-on-default-properties.cnf"] = (ActivationState.On, false, "fips=yes"),
        ["cbomkit-theia/testdata_openssl_dir_openssl.cnf"] = (ActivationState.Off, true, ""),
    };

    [Fact]
    public void Configuration_activates_what_its_name_says()
    {
        using var suite = new ConformanceSuite("fips", "fips");
        var folder = Path.Combine(Root, "fips");
        if (suite.Has("apk/fips-fixture/fips.so") && suite.Has(ModuleConfiguration))
        {
            foreach (var (file, expected) in Known)
            {
                if (suite.Has($"fips/{file}")) suite.Check($"fips/{file}", $"{expected}", () => $"{Activation(Path.Combine(folder, file))}");
            }

            // Somebody's own configurations: the words of the name are the providers that are active.
            foreach (var file in Vectors.Files("fips/openssl-conf", "*.cnf").Where(file => !Known.ContainsKey(Path.GetRelativePath(folder, file))))
                suite.Check(Vectors.Name(file), ByName(Path.GetFileNameWithoutExtension(file)), () => $"{Activation(file).State} {Activation(file).DefaultActive}");
        }

        suite.FinishOptional();
    }

    [Fact]
    public void Module_configuration_is_read_and_a_shipped_status_reported()
    {
        using var suite = new ConformanceSuite("fips", "fips/generated");
        foreach (var (file, expected) in ((string, string)[])[
            ("fipsmodule-3.0.20-make-install_fips.cnf", "mac, no install version, no status"),
            ("fipsmodule-3.0.20-fipsinstall-install-status.cnf", "mac, install version, status reported"),
            ("fipsmodule-3.0.20-fipsinstall-self_test_onload.cnf", "mac, install version, no status")])
        {
            if (suite.Has($"fips/generated/{file}") && suite.Has("fips/openssl-conf/fips.cnf")) suite.Check($"fips/generated/{file}", expected, () => ModuleFacts(file));
        }

        suite.FinishOptional();
    }

    private static string ModuleFacts(string file)
    {
        var folder = Path.Combine(Root, "fips");
        var activation = Resolve(Path.Combine(folder, "openssl-conf", "fips.cnf"), Path.Combine(folder, "generated", file));
        var provider = activation.ActiveProvider!;
        var isReported = activation.Findings.Any(finding => finding.Code == CryptoModuleDiagnostics.InstallStatusShipped);
        var mac = provider.ModuleMac == "10:65:3D:D4:4C:2F:AC:31:8B:EC:39:10:7A:7F:A9:85:FD:A7:38:D5:1D:4A:05:B3:B8:0B:B5:18:3A:B6:46:E3" ? "mac" : $"another mac {provider.ModuleMac}";
        var status = (provider.InstallStatus is not null, isReported) switch
        {
            (true, true) => "status reported",
            (false, false) => "no status",
            var (isThere, _) => isThere ? "status not reported" : "status reported and not there",
        };
        return $"{mac}, {(provider.InstallVersion is null ? "no install version" : "install version")}, {status}";
    }

    private static (ActivationState State, bool? DefaultActive, string Properties) Activation(string configuration)
    {
        var activation = Resolve(configuration, Path.Combine(Root, ModuleConfiguration));
        return (activation.State, activation.DefaultProviderActive, activation.DefaultProperties ?? "");
    }

    private static string ByName(string name)
    {
        var words = name.Split('-');
        if (words.Except(["fips", "alt", "and", "base", "default", "legacy", "null"]).Any()) return "a name of which every word is known";
        return $"{(words.Contains("fips") ? ActivationState.On : ActivationState.Off)} {words.Contains("default")}";
    }

    /// <summary>With the real provider where modules are, and the module configuration wherever one is included.</summary>
    private static ProviderActivation Resolve(string configuration, string moduleConfiguration)
    {
        var provider = File.ReadAllBytes(Path.Combine(Root, "apk", "fips-fixture", "fips.so"));
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
}
