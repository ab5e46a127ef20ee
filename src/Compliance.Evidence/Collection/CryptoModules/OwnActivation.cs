using Compliance.Formats.CryptoModules.Go;
using Compliance.Formats.CryptoModules.OpenSsl.Activation;
using Compliance.Formats.CryptoModules.Scanning;
using Compliance.Oci.Models;

namespace Compliance.Evidence.Collection.CryptoModules;

/// <summary>Modules that are switched in their own file: what the image's variables and scripts change about it.</summary>
internal static class OwnActivation
{
    public static (ActivationState State, string Reason) Of(FoundModule module, ImageConfig config, LaunchCommand command)
    {
        var state = module.Activation switch { "on" => ActivationState.On, "off" => ActivationState.Off, "conditional" => ActivationState.Conditional, _ => ActivationState.Unknown };
        if (module.Family == "go" && module.Name == "Go Cryptographic Module") return Go(state, module, config, command);
        return state == ActivationState.Conditional && Forced(module.Family, config) is { } variable
            ? (ActivationState.On, $"{variable} is set in the image's environment")
            : (state, module.ActivationReason);
    }

    private static (ActivationState State, string Reason) Go(ActivationState state, FoundModule module, ImageConfig config, LaunchCommand command)
    {
        if (command.Unseen is not null && !command.Words.IsEmpty) return (ActivationState.Unknown, command.Unseen);
        foreach (var script in command.Scripts)
        {
            if (script.Lines.FirstOrDefault(line => line.Text.Contains("GODEBUG", StringComparison.Ordinal)) is { } line) return (ActivationState.Unknown, $"{script.Path}:{line.Number} touches GODEBUG");
        }

        if (command.Words.FirstOrDefault(word => word.Contains("GODEBUG", StringComparison.Ordinal)) is not null) return (ActivationState.Unknown, "the command touches GODEBUG");
        var set = config.Env.LastOrDefault(variable => variable.StartsWith("GODEBUG=", StringComparison.Ordinal)) is { } own ? GoBuild.DebugValue(own["GODEBUG=".Length..], "fips140") : "";
        return set switch
        {
            "off" => (ActivationState.Off, "GODEBUG in the image's environment has fips140=off"),
            "on" or "only" => (ActivationState.On, $"GODEBUG in the image's environment has fips140={set}"),
            _ => (state, module.ActivationReason),
        };
    }

    /// <summary>Only variables that the shipped builds are known to read; libgcrypt's is honoured by some builds and not by others.</summary>
    private static string? Forced(string family, ImageConfig config) =>
        family == "nss" && config.Env.Contains("NSS_FIPS=1", StringComparer.Ordinal) ? "NSS_FIPS=1" : null;
}
