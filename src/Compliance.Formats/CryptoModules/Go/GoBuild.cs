using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Compliance.Formats.CryptoModules.Go;

/// <summary>Build information that the Go linker writes into every program (Go package <c>debug/buildinfo</c>). The builder's own claim.</summary>
/// <param name="GoVersion"><c>go1.24.4</c>, with the names of experiments behind it.</param>
/// <param name="Dependencies">Modules linked in, replacements applied: path and version.</param>
/// <param name="Settings"><c>build</c> lines; a repeated key keeps the last.</param>
public sealed partial record GoBuild(string GoVersion, string MainPath, ImmutableArray<(string Path, string Version)> Dependencies, ImmutableSortedDictionary<string, string> Settings)
{
    /// <summary>The module that holds the main package, with its version; both empty when it is not told.</summary>
    public (string Path, string Version) Main { get; init; } = ("", "");

    public string Setting(string key) => Settings.GetValueOrDefault(key, "");

    /// <summary>The value of one name of <c>DefaultGODEBUG</c>; empty when it is not set.</summary>
    public string DefaultDebug(string name) => DebugValue(Setting("DefaultGODEBUG"), name);

    /// <summary>The value of one name in a GODEBUG text; the last one counts.</summary>
    public static string DebugValue(string text, string name)
    {
        var found = "";
        foreach (var part in text.Split(','))
        {
            if (part.StartsWith(name, StringComparison.Ordinal) && part.Length > name.Length && part[name.Length] == '=') found = part[(name.Length + 1)..];
        }

        return found;
    }

    /// <summary>Built to use BoringCrypto, as far as the label says: the experiment, or a release of the branch before it (<c>go1.18.5b7</c>).</summary>
    public bool IsBoringBuild => HasExperiment("boringcrypto") || HasExperiment("strictfipsruntime") || BranchVersion().IsMatch(GoVersion);

    /// <summary>Whether an experiment was on: in <c>GOEXPERIMENT</c> or behind the version.</summary>
    public bool HasExperiment(string name) =>
        Setting("GOEXPERIMENT").Split(',').Contains(name, StringComparer.Ordinal)
        || (GoVersion.IndexOf(" X:", StringComparison.Ordinal) is var at and >= 0 && GoVersion[(at + 3)..].Split(',', ' ').Contains(name, StringComparer.Ordinal));

    [GeneratedRegex(@"^go1\.[0-9]+(\.[0-9]+)?b[0-9]+", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex BranchVersion();
}
