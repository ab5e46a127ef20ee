using Compliance.Formats.CryptoModules;
using Compliance.Formats.CryptoModules.OpenSsl.Activation;
using Compliance.Formats.CryptoModules.Scanning;
using Compliance.Tests.World;

namespace Compliance.Tests.Formats.CryptoModules.OpenSsl;

public sealed class ActivationResolverTests
{
    private const string Start = "openssl_conf = i\n[i]\nproviders = p\nalg_section = a\n[a]\ndefault_properties = fips=yes\n";

    [Fact]
    public void Configuration_that_activates_the_file_is_on_and_names_its_lines()
    {
        var activation = ActivationWorld.Activated().Resolve();

        Assert.Equal(ActivationState.On, activation.State);
        Assert.Equal((false, "fips=yes", ActivationWorld.FipsPath), (activation.DefaultProviderActive, activation.DefaultProperties, activation.ActiveModulePath));
        Assert.Equal(
            ["/etc/ssl/openssl.cnf:2", "/etc/ssl/openssl.cnf:5", "/etc/ssl/openssl.cnf:13", "/etc/ssl/openssl.cnf:8", "/etc/ssl/fipsmodule.cnf:2"],
            activation.DecidedBy.Select(place => place.ToString()));
        Assert.Empty(activation.Findings);
    }

    [Theory]
    [InlineData("no openssl_conf", "[i]\nproviders = p\n[p]\nfips = f\n[f]\nactivate = 1\nmodule-mac = 00", "OSSL-0102")]
    [InlineData("openssl_conf behind an include", ".include /etc/ssl/fipsmodule.cnf\nopenssl_conf = i\n[i]\nproviders = p\n[p]\nfips = fips_sect", "OSSL-0102")]
    [InlineData("section missing", "openssl_conf = i", "OSSL-0103")]
    [InlineData("providers missing", "openssl_conf = i\n[i]\nssl_conf = s", "OSSL-0102")]
    [InlineData("providers section missing", "openssl_conf = i\n[i]\nproviders = p", "OSSL-0103")]
    [InlineData("provider section missing", "openssl_conf = i\n[i]\nproviders = p\n[p]\nfips = f", "OSSL-0103")]
    [InlineData("unknown module first", "openssl_conf = i\n[i]\nfoo = x\nproviders = p\n[p]\nfips = f\n[f]\nactivate = 1\nmodule-mac = 00", "OSSL-0103")]
    [InlineData("bad algorithm section first", "openssl_conf = i\n[i]\nalg_section = a\nproviders = p\n[a]\nnope = 1\n[p]\nfips = f\n[f]\nactivate = 1\nmodule-mac = 00", "OSSL-0103")]
    [InlineData("not activated", Start + "[p]\nfips = f\n[f]\nmodule-mac = 00", "")]
    [InlineData("only default", Start + "[p]\ndefault = d\n[d]\nactivate = 1", "")]
    [InlineData("include missing", Start + ".include /etc/ssl/gone.cnf\n[p]\nfips = fips_sect", "OSSL-0103")]
    [InlineData("no module-mac", Start + "[p]\nfips = f\n[f]\nactivate = 1", "OSSL-0106")]
    [InlineData("file missing", Start + "[p]\nfips = f\n[f]\nactivate = 1\nmodule = /opt/fips.so\nmodule-mac = 00", "OSSL-0104")]
    [InlineData("named fips and loads another", Start + "[p]\nfips = f\n[f]\nactivate = 1\nmodule = /usr/lib/ossl-modules/libwolfprov.so", "OSSL-0105")]
    [InlineData("identity hides a built-in", Start + "[p]\nfips = f\n[f]\nidentity = default\nactivate = 1", "")]
    [InlineData("syntax error", "openssl_conf = i\nnonsense\n[i]\nproviders = p\n[p]\nfips = f\n[f]\nactivate = 1\nmodule-mac = 00", "OSSL-0003")]
    public void Configuration_that_does_not_load_the_module_is_off(string why, string text, string code)
    {
        var world = ActivationWorld.Activated().With("/etc/ssl/openssl.cnf", text);
        world.Modules["/usr/lib/ossl-modules/libwolfprov.so"] = StubElf.Write("\0wolfSSL Provider FIPS\0buildinfo\01.0.2\0"u8.ToArray(), ["OSSL_provider_init"], [], "");

        var activation = world.Resolve();

        Assert.True(activation.State == ActivationState.Off, why);
        Assert.Null(activation.ActiveModulePath);
        if (code.Length > 0) Assert.Contains(activation.Findings, finding => finding.Code.Text == code);
    }

    [Fact]
    public void Missing_configuration_is_off_and_the_default_provider_serves()
    {
        var activation = new ActivationWorld().Resolve();

        Assert.Equal((ActivationState.Off, true, ""), (activation.State, activation.DefaultProviderActive, activation.DefaultProperties));
    }

    [Theory]
    [InlineData("3.0.8", ActivationState.On)]
    [InlineData("3.1.2", ActivationState.On)]
    [InlineData("3.2.0", ActivationState.Off)]
    [InlineData("3.5.4", ActivationState.Off)]
    public void Activate_0_activates_before_version_3_2(string version, ActivationState expected)
    {
        var world = ActivationWorld.Activated().With("/etc/ssl/openssl.cnf", Start + "[p]\nfips = f\n[f]\nactivate = 0\nmodule-mac = 00");
        world.Library = StubModule.Libcrypto(version);

        Assert.Equal(expected, world.Resolve().State);
    }

    [Theory]
    [InlineData("default_properties = fips=yes", "fips=yes", false)]
    [InlineData("default_properties = \"fips = yes\"", "fips=yes", false)]
    [InlineData("fips_mode = yes", "fips=yes", false)]
    [InlineData("default_properties = ?fips=yes", "?fips=yes", true)]
    [InlineData("default_properties = -fips", "-fips", true)]
    [InlineData("# none", "", true)]
    public void Default_provider_beside_needs_the_property(string line, string properties, bool warned)
    {
        var text = $"openssl_conf = i\n[i]\nproviders = p\nalg_section = a\n[p]\ndefault = d\nfips = f\n[d]\nactivate = 1\n[f]\nactivate = 1\nmodule-mac = 00\n[a]\n{line}\n";
        var activation = ActivationWorld.Activated().With("/etc/ssl/openssl.cnf", text).Resolve();

        Assert.Equal((ActivationState.On, true, properties), (activation.State, activation.DefaultProviderActive, activation.DefaultProperties));
        Assert.Equal(warned, activation.Findings.Any(finding => finding.Code == CryptoModuleDiagnostics.DefaultProviderBeside));
    }

    [Fact]
    public void Environment_names_another_configuration()
    {
        var world = ActivationWorld.Activated().With("/other.cnf", "x = 1");
        world.Environment["OPENSSL_CONF"] = "/other.cnf";
        Assert.Equal(ActivationState.Off, world.Resolve().State);

        world.Environment["OPENSSL_CONF"] = "";
        Assert.Equal(ActivationState.Off, world.Resolve().State);

        world.Command.InsertRange(0, ["/usr/bin/env", "-u", "OPENSSL_CONF"]);
        Assert.Equal(ActivationState.On, world.Resolve().State);

        world.Command.Clear();
        world.Command.AddRange(["env", "-i", "OPENSSL_CONF=/other.cnf", "/app"]);
        Assert.Equal(ActivationState.Off, world.Resolve().State);
    }

    [Fact]
    public void Environment_names_another_folder_of_modules()
    {
        var world = ActivationWorld.Activated();
        world.Environment["OPENSSL_MODULES"] = "/elsewhere";

        var activation = world.Resolve();

        Assert.Equal(ActivationState.Off, activation.State);
        Assert.Contains("/elsewhere/fips.so", activation.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/bin/sh", "-c", "OPENSSL_CONF=/x exec /app")]
    [InlineData("/usr/bin/env", "--split-string=OPENSSL_CONF=/x /app", "")]
    [InlineData("/start.sh", "--set", "OPENSSL_MODULES=/x")]
    public void Command_that_touches_the_variables_leaves_it_unknown(string first, string second, string third)
    {
        var world = ActivationWorld.Activated();
        world.Command.Clear();
        world.Command.AddRange([first, second, third]);

        Assert.Equal(ActivationState.Unknown, world.Resolve().State);
    }

    [Fact]
    public void Script_that_touches_the_variables_leaves_it_unknown_and_a_comment_does_not()
    {
        var world = ActivationWorld.Activated();
        world.Scripts.Add(Script("/start.sh", "#!/bin/sh\n# OPENSSL_CONF is left alone\nOPENSSL_CONFIG=x GODEBUG=y exec /app\n"));
        Assert.Equal(ActivationState.On, world.Resolve().State);

        world.Scripts.Add(Script("/more.sh", "#!/bin/sh\nexport OPENSSL_CONF=/dev/null\n"));
        var activation = world.Resolve();
        Assert.Equal(ActivationState.Unknown, activation.State);
        Assert.Contains("/more.sh:2", activation.Reason, StringComparison.Ordinal);
    }

    private static LaunchScript Script(string path, string text)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        return new LaunchScript(path, ModuleScanner.Scan(ByteSource.Of(bytes), isArchive: false)!.Script!.Touches);
    }

    [Fact]
    public void Script_that_could_not_be_read_leaves_it_unknown()
    {
        var world = ActivationWorld.Activated();
        world.UnseenScript = "the entrypoint could not be read";

        Assert.Equal(ActivationState.Unknown, world.Resolve().State);
    }

    [Fact]
    public void Library_that_follows_the_kernel_is_conditional_unless_configured()
    {
        var world = new ActivationWorld { Library = StubModule.Libcrypto("3.0.7", followsKernelFlag: true) };
        Assert.Equal(ActivationState.Conditional, world.Resolve().State);

        var configured = ActivationWorld.Activated();
        configured.Library = world.Library;
        Assert.Equal(ActivationState.On, configured.Resolve().State);
    }

    [Fact]
    public void Force_variable_works_only_where_the_library_reads_it_and_the_module_can_start()
    {
        var world = new ActivationWorld();
        world.Environment["OPENSSL_FORCE_FIPS_MODE"] = "1";
        var ignored = world.Resolve();
        Assert.Equal(ActivationState.Off, ignored.State);
        Assert.Contains(ignored.Findings, finding => finding.Code == CryptoModuleDiagnostics.VariableWithoutEffect);

        world.Library = StubModule.Libcrypto("3.0.7", followsKernelFlag: true);
        Assert.Equal(ActivationState.Off, world.Resolve().State);

        world.Modules[ActivationWorld.FipsPath] = StubModule.ProviderWithEmbeddedMac();
        Assert.Equal((ActivationState.On, "fips=yes"), (world.Resolve().State, world.Resolve().DefaultProperties));
    }

    [Theory]
    [InlineData("1.1.1k", ActivationState.Off)]
    [InlineData("3.0.7", ActivationState.On)]
    public void Library_before_3_has_no_providers(string version, ActivationState expected)
    {
        var world = ActivationWorld.Activated();
        world.Library = StubModule.Libcrypto(version);

        Assert.Equal(expected, world.Resolve().State);
    }

    [Fact]
    public void Library_that_does_not_state_its_folder_is_unknown()
    {
        var world = ActivationWorld.Activated();
        world.Library = StubElf.Write("\0OpenSSL 3.1.2 1 Aug 2023\0"u8.ToArray(), [], [], "");

        Assert.Equal(ActivationState.Unknown, world.Resolve().State);
    }

    [Fact]
    public void Own_setting_of_the_application_comes_first()
    {
        var world = ActivationWorld.Activated();
        world.Files["/etc/ssl/openssl.cnf"] += "[default]\nnodejs_conf = n\n[n]\nx = y\n";
        Assert.Equal(ActivationState.On, world.Resolve().State);

        world.ApplicationSetting = "nodejs_conf";
        Assert.Equal(ActivationState.Off, world.Resolve().State);
    }

    [Fact]
    public void Shipped_install_status_is_reported()
    {
        var world = ActivationWorld.Activated();
        world.Files["/etc/ssl/fipsmodule.cnf"] += "install-status = INSTALL_SELF_TEST_KATS_RUN\n";

        Assert.Contains(world.Resolve().Findings, finding => finding.Code == CryptoModuleDiagnostics.InstallStatusShipped);
    }
}
