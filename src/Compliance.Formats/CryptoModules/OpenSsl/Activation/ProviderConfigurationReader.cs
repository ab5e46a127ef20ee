using System.Collections.Immutable;
using System.Globalization;
using Compliance.Formats.CryptoModules.OpenSsl.Configuration;
using Compliance.Formats.Reading;

namespace Compliance.Formats.CryptoModules.OpenSsl.Activation;

/// <summary>
/// Follows a loaded configuration as <c>CONF_modules_load</c>, <c>provider_conf_load</c> and <c>alg_module_init</c> of OpenSSL 3 do: in order, and
/// stopping where they stop, because with its usual flags libcrypto starts without the rest and says nothing.
/// </summary>
public static class ProviderConfigurationReader
{
    private static readonly string[] KnownModules = ["alg_section", "engines", "oid_section", "providers", "random", "ssl_conf", "stbl_section"];

    /// <param name="libraryVersion">Of the libcrypto that loads it; null when unknown.</param>
    /// <param name="modulesDirectory">Where modules without an absolute path are; null when unknown.</param>
    public static ProviderConfiguration Read(OpenSslConfiguration configuration, string applicationSetting, string? libraryVersion, string? modulesDirectory) =>
        new Pass(configuration, libraryVersion, modulesDirectory).Run(applicationSetting);

    private sealed class Pass(OpenSslConfiguration configuration, string? libraryVersion, string? modulesDirectory)
    {
        private readonly List<ConfiguredProvider> providers = [];
        private readonly List<Locator> locators = [];
        private readonly List<Defect> findings = [];
        private string properties = "";

        public ProviderConfiguration Run(string applicationSetting)
        {
            var start = configuration.Find(OpenSslConfiguration.DefaultSection, applicationSetting)
                ?? configuration.Find(OpenSslConfiguration.DefaultSection, "openssl_conf");
            if (start is null)
            {
                Find(CryptoModuleDiagnostics.NoInitialisation, new Locator(configuration.Path), $"no {applicationSetting} setting outside a section: nothing is initialised");
            }
            else
            {
                locators.Add(start.Locator);
                Initialise(start);
            }

            return new ProviderConfiguration { Providers = [.. providers], DefaultProperties = properties, Locators = [.. locators], Findings = [.. findings] };
        }

        private void Initialise(ConfigurationEntry start)
        {
            if (configuration.Section(start.Value) is not { } modules)
            {
                Find(CryptoModuleDiagnostics.BrokenInitialisation, start.Locator, $"{start.Name} names section '{start.Value}', which is not there");
                return;
            }

            foreach (var entry in modules)
            {
                var goOn = WithoutSuffix(entry.Name) switch
                {
                    "providers" => Providers(entry),
                    "alg_section" => Algorithms(entry),
                    var name when KnownModules.Contains(name, StringComparer.Ordinal) => true,
                    _ => Broken(entry, $"'{entry.Name}' is no configuration module"),
                };
                if (!goOn) return;
            }

            if (!modules.Any(entry => WithoutSuffix(entry.Name) == "providers"))
            {
                Find(CryptoModuleDiagnostics.NoInitialisation, start.Locator, $"section '{start.Value}' has no providers setting");
            }
        }

        private bool Providers(ConfigurationEntry list)
        {
            locators.Add(list.Locator);
            if (configuration.Section(list.Value) is not { } entries) return Broken(list, $"providers section '{list.Value}' is not there");
            foreach (var entry in entries)
            {
                if (!Provider(entry)) return false;
            }

            return true;
        }

        private bool Provider(ConfigurationEntry entry)
        {
            if (configuration.Section(entry.Value) is not { } settings) return Broken(entry, $"provider section '{entry.Value}' is not there");
            var name = WithoutPrefix(entry.Name);
            string? module = null;
            bool? activated = false;
            List<Locator> lines = [entry.Locator];
            foreach (var setting in settings)
            {
                switch (WithoutPrefix(setting.Name))
                {
                    case "identity":
                        name = setting.Value;
                        break;
                    case "module":
                        module = setting.Value;
                        lines.Add(setting.Locator);
                        break;
                    case "activate":
                        lines.Add(setting.Locator);
                        if (!Activate(setting, out activated)) return false;
                        break;
                }
            }

            providers.Add(Configured(name, entry.Value, module, activated, settings, lines));
            return true;
        }

        private ConfiguredProvider Configured(string name, string section, string? module, bool? activated, ImmutableArray<ConfigurationEntry> settings, List<Locator> lines) => new()
        {
            Name = name,
            Section = section,
            ModulePath = name is "default" or "base" or "null" ? null : ModulePath(name, module),
            Activated = activated,
            ModuleMac = Value(settings, "module-mac"),
            InstallStatus = Value(settings, "install-status"),
            InstallVersion = Value(settings, "install-version"),
            Locators = [.. lines],
        };

        /// <summary>OpenSSL 3.2: the setting needs one of 1, yes, true, on or their opposites. Before, its presence activates, whatever its value.</summary>
        private bool Activate(ConfigurationEntry setting, out bool? activated)
        {
            bool? value = setting.Value switch
            {
                "1" or "yes" or "YES" or "true" or "TRUE" or "on" or "ON" => true,
                "0" or "no" or "NO" or "false" or "FALSE" or "off" or "OFF" => false,
                _ => null,
            };
            activated = value;
            if (value == true) return true;
            if (libraryVersion is null)
            {
                activated = null;
                Find(CryptoModuleDiagnostics.ActivateIgnored, setting.Locator, $"whether 'activate = {setting.Value}' activates depends on the library's version, which is unknown");
                return true;
            }

            if (IsBefore32(libraryVersion))
            {
                activated = true;
                Find(CryptoModuleDiagnostics.ActivateIgnored, setting.Locator, $"'activate = {setting.Value}' activates in OpenSSL {libraryVersion}: before 3.2 the value is not looked at");
                return true;
            }

            return value is not null || Broken(setting, $"'activate = {setting.Value}' is neither yes nor no");
        }

        private string? ModulePath(string name, string? module)
        {
            var file = module ?? $"{name}.so";
            if (file.StartsWith('/')) return file;
            if (!file.Contains('/', StringComparison.Ordinal) && module is not null && !file.EndsWith(".so", StringComparison.Ordinal)) file += ".so";
            return modulesDirectory is null ? null : $"{modulesDirectory.TrimEnd('/')}/{file}";
        }

        private bool Algorithms(ConfigurationEntry list)
        {
            if (configuration.Section(list.Value) is not { } settings) return Broken(list, $"algorithm section '{list.Value}' is not there");
            foreach (var setting in settings)
            {
                locators.Add(setting.Locator);
                if (setting.Name == "default_properties")
                {
                    properties = string.Concat(setting.Value.Where(character => !char.IsWhiteSpace(character)));
                }
                else if (setting.Name == "fips_mode")
                {
                    bool? on = setting.Value switch { "TRUE" or "true" or "Y" or "y" or "YES" or "yes" => true, "FALSE" or "false" or "N" or "n" or "NO" or "no" => false, _ => null };
                    if (on is null) return Broken(setting, $"'fips_mode = {setting.Value}' is neither yes nor no");
                    properties = on.Value ? "fips=yes" : "";
                }
                else
                {
                    return Broken(setting, $"'{setting.Name}' is no setting of an algorithm section");
                }
            }

            return true;
        }

        private bool Broken(ConfigurationEntry entry, string message)
        {
            Find(CryptoModuleDiagnostics.BrokenInitialisation, entry.Locator, $"{message}: OpenSSL takes nothing from here on");
            return false;
        }

        private void Find(DiagnosticCode code, Locator locator, string message) => findings.Add(new Defect(code, locator, message));

        private static string? Value(ImmutableArray<ConfigurationEntry> settings, string name) => settings.FirstOrDefault(setting => setting.Name == name)?.Value;
    }

    /// <summary>Names may be numbered in front, <c>1.fips</c>.</summary>
    private static string WithoutPrefix(string name) => name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..];

    /// <summary>Configuration modules may be numbered behind, <c>providers.2</c>.</summary>
    private static string WithoutSuffix(string name)
    {
        var dot = name.LastIndexOf('.');
        return dot < 0 ? name : name[..dot];
    }

    private static bool IsBefore32(string version)
    {
        var parts = version.Split('.', '-');
        return parts.Length > 1
            && int.TryParse(parts[0], CultureInfo.InvariantCulture, out var major) && major == 3
            && int.TryParse(parts[1], CultureInfo.InvariantCulture, out var minor) && minor < 2;
    }
}
