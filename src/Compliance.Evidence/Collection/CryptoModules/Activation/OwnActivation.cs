using Compliance.Formats.CryptoModules.Go;
using Compliance.Formats.CryptoModules.OpenSsl.Activation;
using Compliance.Formats.CryptoModules.Scanning;
using Compliance.Formats.Reading;
using Compliance.Oci.Models;

namespace Compliance.Evidence.Collection.CryptoModules.Activation;

/// <summary>Modules that are switched in their own file: what the image's variables and scripts change about it.</summary>
internal static class OwnActivation
{
    public static (ActivationState State, string Reason) Of(FoundModule module, ImageConfig config, LaunchCommand command, ImageEvidence image, Limits limits)
    {
        var state = module.Activation switch { "on" => ActivationState.On, "off" => ActivationState.Off, "conditional" => ActivationState.Conditional, _ => ActivationState.Unknown };
        if (module.Family == "bouncycastle-java") return BouncyCastle(module, config, command);
        if (module.Family == "go" && module.Name == "Go Cryptographic Module") return Go(state, module, config, command);
        if (module.Family == "nss") return NssActivation.Of(config, command, image, limits);
        if (module is { Family: "libgcrypt", ReadsGcryptSwitch: true } && image.Root.Resolve(FoundModule.GcryptSwitch) is not null) return (ActivationState.On, $"/{FoundModule.GcryptSwitch} is in the image");
        return (state, module.ActivationReason);
    }

    /// <summary>
    /// Go programs of forks that open the system's OpenSSL: as good as the worst library that they may open. Whether they use it follows the host's
    /// kernel, unless a variable forces it.
    /// </summary>
    public static (ActivationState State, string Reason) OfSystem(IEnumerable<ProviderActivation> libraries, ImageConfig config)
    {
        var worst = libraries.OrderBy(library => library.State).ThenBy(library => library.Reason, StringComparer.Ordinal).FirstOrDefault();
        if (worst is null) return (ActivationState.Off, "it opens the system's OpenSSL, and the image has none");
        if (worst.State != ActivationState.On) return (worst.State, $"it opens the system's OpenSSL: {worst.Reason}");
        var force = config.Env.FirstOrDefault(variable => variable is "GOLANG_FIPS=1" or "GOFIPS=1" || (variable.StartsWith("GODEBUG=", StringComparison.Ordinal) && GoBuild.DebugValue(variable["GODEBUG=".Length..], "fips140") is "on" or "only"));
        return force is not null
            ? (ActivationState.On, $"{force} makes it use the system's OpenSSL: {worst.Reason}")
            : (ActivationState.Conditional, "whether it uses the system's OpenSSL follows the host's kernel flag: no variable of the image forces it");
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

    /// <summary>In the module's approved-only mode nothing else is offered; otherwise the application decides for each thread.</summary>
    private static (ActivationState State, string Reason) BouncyCastle(FoundModule module, ImageConfig config, LaunchCommand command)
    {
        const string Property = "-Dorg.bouncycastle.fips.approved_only=";
        var words = command.Words.Concat(config.Env.Where(variable => variable.StartsWith("JAVA_TOOL_OPTIONS=", StringComparison.Ordinal) || variable.StartsWith("JDK_JAVA_OPTIONS=", StringComparison.Ordinal)));
        var options = words.SelectMany(word => word.Split(' ')).Select(word => word.IndexOf(Property, StringComparison.Ordinal) is var at and >= 0 ? word[(at + Property.Length)..].Trim('"') : null).OfType<string>().ToList();
        return options.Count > 0 && options.All(value => value.Equals("true", StringComparison.OrdinalIgnoreCase))
            ? (ActivationState.On, $"{Property}true")
            : (ActivationState.Unknown, module.ActivationReason);
    }
}
