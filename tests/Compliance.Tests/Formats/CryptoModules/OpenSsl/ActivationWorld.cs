using System.Text;
using Compliance.Formats.CryptoModules;
using Compliance.Formats.CryptoModules.Elf;
using Compliance.Formats.CryptoModules.OpenSsl;
using Compliance.Formats.CryptoModules.OpenSsl.Activation;
using Compliance.Tests.World;

namespace Compliance.Tests.Formats.CryptoModules.OpenSsl;

/// <summary>A small image: one libcrypto, configuration files, provider files.</summary>
internal sealed class ActivationWorld
{
    public const string FipsPath = "/usr/lib/ossl-modules/fips.so";

    public static readonly byte[] Fips = StubModule.Provider();

    public Dictionary<string, string> Files { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, byte[]> Modules { get; } = new(StringComparer.Ordinal) { [FipsPath] = Fips };

    public Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal);

    public List<string> Command { get; } = ["/app"];

    public List<LaunchScript> Scripts { get; } = [];

    public byte[] Library { get; set; } = StubModule.Libcrypto();

    public string? UnseenScript { get; set; }

    public string ApplicationSetting { get; set; } = "openssl_conf";

    /// <summary>The good case: fips and base active, fips=yes required.</summary>
    public static ActivationWorld Activated()
    {
        var world = new ActivationWorld();
        world.Files["/etc/ssl/openssl.cnf"] = StubModule.OpenSslConfiguration();
        world.Files["/etc/ssl/fipsmodule.cnf"] = StubModule.FipsModuleConfiguration(Fips);
        return world;
    }

    public ActivationWorld With(string path, string text)
    {
        Files[path] = text;
        return this;
    }

    public ProviderActivation Resolve() => ActivationResolver.Resolve(new ActivationInputs
    {
        Environment = Environment,
        Command = [.. Command],
        Library = LibcryptoIdentityReader.Read(ElfReader.Read(Library, "libcrypto.so.3").Required()),
        Open = OpenSslConfigurationReaderTests.Opener(Files),
        Module = path => Modules.TryGetValue(path, out var bytes)
            ? new ProviderFile.Present(path, ProviderIdentityReader.Read(ElfReader.Read(bytes, path).Required()))
            : new ProviderFile.Absent(),
        Scripts = [.. Scripts],
        UnseenScript = UnseenScript,
        ApplicationSetting = ApplicationSetting,
    });
}
