using System.Collections.Immutable;
using Compliance.Formats.CryptoModules.OpenSsl.Configuration;
using Compliance.Formats.Reading;

namespace Compliance.Formats.CryptoModules.OpenSsl.Activation;

/// <summary>Judges the providers of a configuration that loads.</summary>
internal static class ActivationJudgement
{
    public static ProviderActivation Of(ActivationInputs inputs, OpenSslConfiguration configuration, string? modulesDirectory, List<Defect> findings)
    {
        var read = ProviderConfigurationReader.Read(configuration, inputs.ApplicationSetting, inputs.Library.Version, modulesDirectory);
        findings.AddRange(read.Findings);
        var judged = read.Providers.Where(provider => !provider.IsBuiltIn).Select(provider => (Provider: provider, Result: Judge(inputs, provider, findings))).ToList();
        var best = judged.Where(pair => pair.Result.State != ActivationState.Off).OrderByDescending(pair => pair.Result.State).FirstOrDefault();
        var (state, reason) = best.Provider is null
            ? (ActivationState.Off, OffReason(configuration, read, judged.Select(pair => pair.Result.Reason)))
            : (best.Result.State, best.Result.Reason);
        var active = state == ActivationState.On ? best.Provider : null;
        if (active is not null) Warn(inputs, read, active, findings);
        return new ProviderActivation
        {
            State = state,
            Reason = reason,
            DecidedBy = [.. read.Locators, .. best.Provider is null ? read.Providers.SelectMany(provider => provider.Locators) : best.Provider.Locators],
            DefaultProviderActive = read.DefaultProviderActive,
            DefaultProperties = read.DefaultProperties,
            Providers = read.Providers,
            ActiveModulePath = active is null ? null : best.Result.RealPath,
            ActiveProvider = active,
            Findings = [.. findings],
        };
    }

    private static (ActivationState State, string Reason, string? RealPath) Judge(ActivationInputs inputs, ConfiguredProvider provider, List<Defect> findings)
    {
        var place = provider.Locators[^1];
        if (provider.Activated == false) return (ActivationState.Off, $"provider '{provider.Name}' is configured and not activated ({place})", null);
        if (provider.Activated is null) return (ActivationState.Unknown, $"whether provider '{provider.Name}' is activated depends on the library's version ({place})", null);
        if (provider.ModulePath is not { } path) return (ActivationState.Unknown, $"the folder of provider '{provider.Name}' is unknown", null);
        switch (inputs.Module(path))
        {
            case ProviderFile.Unseen unseen:
                return (ActivationState.Unknown, $"provider '{provider.Name}' loads {path}: {unseen.Reason}", null);
            case ProviderFile.Present present:
                return JudgeFile(provider, present, path, place, findings);
            default:
                findings.Add(new Defect(CryptoModuleDiagnostics.ModuleMissing, place, $"provider '{provider.Name}' is activated and {path} is not there"));
                return (ActivationState.Off, $"provider '{provider.Name}' is activated and {path} is not there ({place})", null);
        }
    }

    private static (ActivationState State, string Reason, string? RealPath) JudgeFile(
        ConfiguredProvider provider, ProviderFile.Present present, string path, Locator place, List<Defect> findings)
    {
        var identity = present.Identity;
        if (!identity.IsFips || !identity.ExportsInitializer)
        {
            if (provider.Name == "fips")
            {
                findings.Add(new Defect(CryptoModuleDiagnostics.NotAFipsProvider, place, $"the provider named fips loads {path}, which is no OpenSSL FIPS provider ({identity.Name ?? "unidentified"})"));
            }

            return (ActivationState.Off, $"provider '{provider.Name}' loads {path}, which is no OpenSSL FIPS provider ({place})", null);
        }

        if (provider.ModuleMac is null && identity.EmbeddedMacOffset is null)
        {
            findings.Add(new Defect(CryptoModuleDiagnostics.NoModuleMac, place, $"section '{provider.Section}' has no module-mac: the provider's self-test fails"));
            return (ActivationState.Off, $"section '{provider.Section}' has no module-mac, so {path} refuses to start ({place})", null);
        }

        return (ActivationState.On, $"{place} activates {path}", present.RealPath);
    }

    private static void Warn(ActivationInputs inputs, ProviderConfiguration read, ConfiguredProvider active, List<Defect> findings)
    {
        var place = active.Locators[^1];
        if (active.InstallStatus is not null)
        {
            findings.Add(new Defect(
                CryptoModuleDiagnostics.InstallStatusShipped,
                place,
                "install-status is part of the image: security policies of 3.0.x say that the module configuration shall not be copied from one machine to another"));
        }

        if (read.DefaultProviderActive != false && !read.RequiresFipsProperty)
        {
            findings.Add(new Defect(CryptoModuleDiagnostics.DefaultProviderBeside, place, "the default provider is active beside the FIPS provider without default_properties = fips=yes"));
        }

        if (read.DefaultProperties.Split(',').Contains("?fips=yes", StringComparer.Ordinal))
        {
            findings.Add(new Defect(CryptoModuleDiagnostics.OptionalProperty, place, "default_properties prefers fips=yes and does not require it"));
        }
    }

    private static string OffReason(OpenSslConfiguration configuration, ProviderConfiguration read, IEnumerable<string> reasons)
    {
        var first = reasons.FirstOrDefault();
        if (first is not null) return first;
        return read.Findings.FirstOrDefault() is { } finding ? finding.ToString() : $"{configuration.Path} activates no FIPS provider";
    }
}
