using System.Collections.Immutable;
using Compliance.Formats.CryptoModules.Nss;
using Compliance.Formats.CryptoModules.OpenSsl.Activation;
using Compliance.Formats.Reading;
using Compliance.Oci.Models;

namespace Compliance.Evidence.Collection.CryptoModules.Activation;

/// <summary>
/// What decides whether NSS runs in FIPS mode (<c>NSS_GetSystemFIPSEnabled</c> in <c>lib/util</c>, the flags of the module list): the variable NSS_FIPS for every program; a database with the flag for
/// programs that open this database; else the host's kernel. <c>/etc/system-fips</c> is read by other software, and crypto-policies choose algorithms: neither switches the mode.
/// </summary>
internal static class NssActivation
{
    private const string Variable = "NSS_FIPS";

    public static (ActivationState State, string Reason) Of(ImageConfig config, LaunchCommand command, ImageEvidence image, Limits limits)
    {
        if (Touched(command) is { } touched) return (ActivationState.Unknown, touched);
        var set = config.Env.LastOrDefault(variable => variable.StartsWith($"{Variable}=", StringComparison.Ordinal));
        if (set is not null && IsOn(set[(Variable.Length + 1)..]))
        {
            return command.Unseen is not null && !command.Words.IsEmpty ? (ActivationState.Unknown, command.Unseen) : (ActivationState.On, $"{set} is set in the image's environment");
        }

        var without = set is null ? "" : $"; {set} switches nothing on";
        return Databases(image, limits) is { IsEmpty: false } databases
            ? (ActivationState.Conditional, $"on for programs that open {string.Join(" or ", databases)}, which has the flag FIPS; for others the host's kernel flag decides{without}")
            : (ActivationState.Conditional, $"the host's kernel flag decides: no variable of the image and no module list in it switches it on{without}");
    }

    /// <summary>What newer releases take for on. Older ones ask for 1, y, t or f as the first letter: only what all of them take counts.</summary>
    private static bool IsOn(string value) => value.Length > 0 && value[0] is 'y' or '1' || value is "true" or "fips";

    private static string? Touched(LaunchCommand command)
    {
        foreach (var script in command.Scripts)
        {
            if (script.Lines.FirstOrDefault(line => line.Text.Contains(Variable, StringComparison.Ordinal)) is { } line) return $"{script.Path}:{line.Number} touches {Variable}";
        }

        return command.Words.Any(word => word.Contains(Variable, StringComparison.Ordinal)) ? $"the command touches {Variable}" : null;
    }

    /// <summary>Module lists of the image with the flag, at most three of them.</summary>
    private static ImmutableArray<string> Databases(ImageEvidence image, Limits limits) =>
    [
        .. image.Root.FilesWhere(path => NssModuleDatabase.IsFile(path)).Where(file => image.File(file.Path) is { } kept && kept.Fits(limits) && NssModuleDatabase.HasFips(kept.ReadAll(limits)))
            .Select(file => $"/{file.Path}").Order(StringComparer.Ordinal).Take(3),
    ];
}
