using System.Collections.Immutable;
using Compliance.Formats.CryptoModules;
using Compliance.Formats.CryptoModules.Elf;
using Compliance.Formats.CryptoModules.OpenSsl;
using Compliance.Formats.CryptoModules.OpenSsl.Activation;
using Compliance.Formats.CryptoModules.OpenSsl.Configuration;
using Compliance.Formats.CryptoModules.Scanning;
using Compliance.Oci.Files;

namespace Compliance.Evidence.Collection.CryptoModules;

/// <summary>What each libcrypto of the image would activate, started as the image says.</summary>
internal sealed class OpenSslActivations
{
    private readonly ModuleEvidence evidence;
    private readonly LaunchCommand? command;
    private readonly SortedDictionary<string, ProviderActivation> byPath = new(StringComparer.Ordinal);

    public OpenSslActivations(ModuleEvidence evidence, LaunchCommand? command, IEnumerable<(string Path, FoundModule Module)> libraries)
    {
        (this.evidence, this.command) = (evidence, command);
        foreach (var (path, module) in libraries)
        {
            if (module.Libcrypto is { } identity && evidence.Config is not null) byPath[path] = Resolve(path, identity);
        }
    }

    /// <summary>Null when the file holds no libcrypto or the image's configuration is not known.</summary>
    public ProviderActivation? Of(string libraryPath) => byPath.GetValueOrDefault(libraryPath);

    public IEnumerable<ProviderActivation> All => byPath.Values;

    /// <summary>
    /// What the libraries that this provider concerns make of it: those that are configured to load it and those that look in its folder. The worst
    /// counts.
    /// </summary>
    public ProviderActivation? For(string providerPath)
    {
        var concerned = byPath.Values.Where(activation => Concerns(activation, providerPath)).ToList();
        return concerned.Count == 0 ? null : concerned.OrderBy(activation => StateFor(activation, providerPath)).ThenBy(activation => activation.Reason, StringComparer.Ordinal).First();
    }

    /// <summary>A library may have another provider on: for this file that is off.</summary>
    public static ActivationState StateFor(ProviderActivation activation, string providerPath) =>
        activation.State == ActivationState.On && activation.ActiveModulePath != providerPath ? ActivationState.Off : activation.State;

    /// <summary>The section that configures this file, active or not; null when none does.</summary>
    public ConfiguredProvider? Section(string providerPath) =>
        byPath.Values.SelectMany(activation => activation.Providers).FirstOrDefault(provider => provider.ModulePath is { } path && RealPath(path) == providerPath);

    private bool Concerns(ProviderActivation activation, string providerPath) =>
        activation.ActiveModulePath == providerPath
        || activation.Providers.Any(provider => provider.ModulePath is { } path && RealPath(path) == providerPath)
        || byPath.Any(pair => ReferenceEquals(pair.Value, activation) && ModulesFolders(pair.Key).Contains(Folder(providerPath), StringComparer.Ordinal));

    private IEnumerable<string> ModulesFolders(string libraryPath)
    {
        var identity = evidence.Scan?.Files.FirstOrDefault(file => file.Path == libraryPath)?.Modules.FirstOrDefault(module => module.Libcrypto is not null)?.Libcrypto;
        return identity?.ModulesDirectory is { } folder && evidence.Image.Root.Resolve(folder) is { } real ? [real.Path] : [];
    }

    private ProviderActivation Resolve(string path, LibcryptoIdentity identity)
    {
        var config = evidence.Config!;
        var variables = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var variable in config.Env)
        {
            var equals = variable.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0) variables[variable[..equals]] = variable[(equals + 1)..];
        }

        return ActivationResolver.Resolve(new ActivationInputs
        {
            Environment = variables,
            Command = command?.Words ?? [],
            WorkingDirectory = config.WorkingDir.Length == 0 ? "/" : config.WorkingDir,
            Library = identity,
            Open = Open,
            Module = Module,
            Scripts = command?.Scripts ?? [],
            UnseenScript = command is null ? "the programs of the image were not looked into" : command.Words.IsEmpty ? null : command.Unseen,
            ApplicationSetting = path[(path.LastIndexOf('/') + 1)..] is "node" or "nodejs" ? "nodejs_conf" : "openssl_conf",
        });
    }

    private ConfigurationFile Open(string path)
    {
        if (evidence.Image.Root.Resolve(path) is not { } entry) return ConfigurationFile.None;
        if (entry.Kind == FileKind.Directory)
        {
            return new ConfigurationFile.Folder([.. evidence.Image.Root.Children(path).Select(child => child.Path[(child.Path.LastIndexOf('/') + 1)..])]);
        }

        return evidence.Image.File(path) is { } raw && raw.Fits(evidence.Context.Limits)
            ? new ConfigurationFile.Present(raw.ReadAll(evidence.Context.Limits))
            : new ConfigurationFile.Unseen($"the bytes of {entry.Path} are not in the evidence");
    }

    private ProviderFile Module(string path)
    {
        if (evidence.Image.Root.Resolve(path) is not { } entry) return new ProviderFile.Absent();
        if (evidence.Providers.TryGetValue(entry.Path, out var known)) return new ProviderFile.Present(entry.Path, known.Identity);
        if (evidence.Image.File(path) is not { } raw || !raw.Fits(evidence.Context.Limits)) return new ProviderFile.Unseen($"the bytes of {entry.Path} are not in the evidence");
        return ElfReader.Read(raw.ReadAll(evidence.Context.Limits), entry.Path).TryGet(out var elf)
            ? new ProviderFile.Present(entry.Path, ProviderIdentityReader.Read(elf))
            : new ProviderFile.Unseen($"{entry.Path} is no readable program");
    }

    private string? RealPath(string path) => evidence.Image.Root.Resolve(path)?.Path;

    private static string Folder(string path) => path.LastIndexOf('/') is var slash and > 0 ? path[..slash] : "";
}
