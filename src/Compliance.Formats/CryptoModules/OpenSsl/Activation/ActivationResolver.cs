using System.Collections.Immutable;
using Compliance.Formats.CryptoModules.OpenSsl.Configuration;
using Compliance.Formats.Reading;

namespace Compliance.Formats.CryptoModules.OpenSsl.Activation;

/// <summary>
/// Decides whether an image's own configuration switches a FIPS provider on, without running anything. A pure function. Names prove nothing: the
/// file that a section loads is looked at.
/// </summary>
public static class ActivationResolver
{
    public static ProviderActivation Resolve(ActivationInputs inputs)
    {
        var (variables, unknown) = LaunchEnvironment.Resolve(inputs);
        if (variables is null) return Undecided(unknown!.ToString(), [unknown]);
        if (inputs.Library.Product is null or not "OpenSSL") return Without($"{inputs.Library.Product ?? "the library"} has no providers", []);
        if (inputs.Library.Major is not { } major) return Undecided("the library does not state one version", []);
        var findings = new List<Defect>();
        var force = Force(inputs, variables, findings);
        if (major < 3)
        {
            findings.Add(new Defect(CryptoModuleDiagnostics.TooOld, new Locator("libcrypto"), $"OpenSSL {inputs.Library.Version} has no providers"));
            return Host(inputs, force, Without($"OpenSSL {inputs.Library.Version} has no providers", findings), findings);
        }

        var path = ConfigurationPath(inputs, variables);
        if (path is null) return Undecided("the library does not state where its configuration is", findings);
        if (path.Length == 0) return Host(inputs, force, Without("OPENSSL_CONF is empty: no configuration is loaded", findings), findings);
        var configuration = OpenSslConfigurationReader.Read(path, inputs.Open, variables, inputs.WorkingDirectory);
        findings.AddRange(configuration.Defects);
        return configuration.Load switch
        {
            ConfigurationLoad.Unseen => Undecided(configuration.Defects.Last().ToString(), findings),
            ConfigurationLoad.Absent => Host(inputs, force, Without($"there is no configuration at {path}", findings, new Locator(path)), findings),
            ConfigurationLoad.Refused => Host(inputs, force, Without($"OpenSSL refuses its configuration: {configuration.Defects.Last()}", findings, configuration.Defects.Last().Locator), findings),
            _ => Host(inputs, force, ActivationJudgement.Of(inputs, configuration, ModulesDirectory(inputs, variables), findings), findings),
        };
    }

    /// <summary>Null when the compiled-in folder is needed and unknown.</summary>
    private static string? ConfigurationPath(ActivationInputs inputs, IReadOnlyDictionary<string, string> variables)
    {
        if (variables.TryGetValue("OPENSSL_CONF", out var named))
        {
            return named.Length == 0 || named.StartsWith('/') ? named : $"{inputs.WorkingDirectory.TrimEnd('/')}/{named}";
        }

        return inputs.Library.ConfigurationDirectory is { } directory ? $"{directory.TrimEnd('/')}/openssl.cnf" : null;
    }

    private static string? ModulesDirectory(ActivationInputs inputs, IReadOnlyDictionary<string, string> variables) =>
        variables.TryGetValue("OPENSSL_MODULES", out var named) ? named : inputs.Library.ModulesDirectory;

    /// <summary>Whether the image forces the mode by a variable that this library knows.</summary>
    private static bool Force(ActivationInputs inputs, IReadOnlyDictionary<string, string> variables, List<Defect> findings)
    {
        foreach (var name in new[] { "OPENSSL_FORCE_FIPS_MODE", "OPENSSL_FIPS" })
        {
            if (!variables.ContainsKey(name)) continue;
            if (name == "OPENSSL_FORCE_FIPS_MODE" && inputs.Library.KnowsForceVariable) return true;
            findings.Add(new Defect(CryptoModuleDiagnostics.VariableWithoutEffect, new Locator("config", Pointer: "/config/Env"), $"{name} is set and this library does not read it"));
        }

        return false;
    }

    /// <summary>What a library that follows the host's kernel makes of the same configuration.</summary>
    private static ProviderActivation Host(ActivationInputs inputs, bool force, ProviderActivation resolved, List<Defect> findings)
    {
        if (resolved.State is ActivationState.On or ActivationState.Unknown) return resolved;
        if (force) return Forced(inputs, resolved);
        if (!inputs.Library.FollowsKernelFlag) return resolved;
        var finding = new Defect(CryptoModuleDiagnostics.HostDecides, new Locator("libcrypto"), "the library reads /proc/sys/crypto/fips_enabled: the host's kernel decides");
        return resolved with
        {
            State = ActivationState.Conditional,
            Reason = $"the host's kernel flag decides; the image's own configuration does not switch it on ({resolved.Reason})",
            Findings = [.. findings, finding],
        };
    }

    /// <summary>
    /// The patched library loads the provider <c>fips</c> from its folder and sets <c>fips=yes</c>, whatever the configuration says. The provider has
    /// to carry its integrity value itself, because no configuration gives it one.
    /// </summary>
    private static ProviderActivation Forced(ActivationInputs inputs, ProviderActivation resolved)
    {
        var path = $"{inputs.Library.ModulesDirectory?.TrimEnd('/')}/fips.so";
        var place = new Locator("config", Pointer: "/config/Env");
        return inputs.Module(path) switch
        {
            ProviderFile.Present { Identity: { IsFips: true, ExportsInitializer: true, EmbeddedMacOffset: not null } } present => resolved with
            {
                State = ActivationState.On,
                Reason = $"OPENSSL_FORCE_FIPS_MODE is set, the library reads it, and {path} is there",
                DecidedBy = [place],
                DefaultProperties = "fips=yes",
                ActiveModulePath = present.RealPath,
            },
            ProviderFile.Unseen unseen => resolved with { State = ActivationState.Unknown, Reason = $"OPENSSL_FORCE_FIPS_MODE is set and {path} could not be read: {unseen.Reason}" },
            _ => resolved with { Reason = $"OPENSSL_FORCE_FIPS_MODE is set and {path} is no provider that can start by itself", DecidedBy = [place] },
        };
    }

    private static ProviderActivation Undecided(string reason, IEnumerable<Defect> findings) => new()
    {
        State = ActivationState.Unknown,
        Reason = reason,
        DecidedBy = [],
        DefaultProviderActive = null,
        DefaultProperties = null,
        Providers = [],
        ActiveModulePath = null,
        ActiveProvider = null,
        Findings = [.. findings],
    };

    /// <summary>No provider is configured, so that the default provider is loaded by itself.</summary>
    private static ProviderActivation Without(string reason, IEnumerable<Defect> findings, Locator? place = null) => Undecided(reason, findings) with
    {
        State = ActivationState.Off,
        DecidedBy = place is null ? [] : [place],
        DefaultProviderActive = true,
        DefaultProperties = "",
    };
}
