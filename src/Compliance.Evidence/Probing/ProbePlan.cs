using System.Collections.Immutable;
using Compliance.Formats.CryptoModules.Scanning;
using Compliance.Oci.Files;
using Compliance.Oci.Models;

namespace Compliance.Evidence.Probing;

/// <summary>
/// Which probes an image gets. Made from what is in the package, so that a verifier knows which answers ought to be there: programs of the image's own search path, and Go
/// programs with a frozen module.
/// </summary>
public static class ProbePlan
{
    /// <summary>Go programs that are started.</summary>
    public const int MaxGoPrograms = 8;

    private const string DefaultPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /// <summary>Ordered by <see cref="Probe.Key"/>.</summary>
    /// <param name="scan">Null when there is none: no Go program is known then.</param>
    public static ImmutableArray<Probe> Of(ImageConfig config, RootFileSystem root, ScanDocument? scan)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(root);
        var environment = Environment(config);
        var probes = new List<Probe>();
        void Ask(string name, string[] programs, params ReadOnlySpan<string> arguments)
        {
            if (programs.Select(program => Find(program, environment, root)).FirstOrDefault(found => found.File is not null) is { File: { Sha256: { } sha256 } file } found)
                probes.Add(new Probe(name, file.Path, sha256, [found.Path, .. arguments], environment));
        }

        Ask(ProbeQuestions.Providers, ["openssl"], "list", "-providers");
        Ask(ProbeQuestions.ApprovedHash, ["openssl"], "dgst", "-sha256", "/dev/null");
        Ask(ProbeQuestions.Md5, ["openssl"], "dgst", "-md5", "/dev/null");
        Ask(ProbeQuestions.DefaultProperties, ["openssl"], "dgst", "-provider", "default", "-md5", "/dev/null");
        Ask(ProbeQuestions.Python, ["python3", "python"], "-I", "-S", "-c", ProbeQuestions.PythonCode);
        Ask(ProbeQuestions.Node, ["node", "nodejs"], "-e", ProbeQuestions.NodeCode);
        Ask(ProbeQuestions.Java, ["keytool"], "-J-Djava.security.debug=properties", "-list", "-keystore", "/dev/null", "-storepass", "none");
        foreach (var file in GoPrograms(scan).Take(MaxGoPrograms))
            probes.Add(new Probe(ProbeQuestions.GoSelfTest, file.Path, file.Sha256, [$"/{file.Path}", "--version"], environment.SetItem("GODEBUG", "fips140=debug")));
        return [.. probes.OrderBy(probe => probe.Key, StringComparer.Ordinal)];
    }

    /// <summary>Programs with a frozen Go module and its integrity value, by path.</summary>
    internal static IEnumerable<ScannedFile> GoPrograms(ScanDocument? scan) =>
        (scan?.Files ?? []).Where(file => file.Modules.Any(module => module is { Family: "go", Name: "Go Cryptographic Module", Integrity: not "none", IsStub: false }));

    private static ImmutableSortedDictionary<string, string> Environment(ImageConfig config)
    {
        var environment = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        environment["PATH"] = DefaultPath;
        foreach (var variable in config.Env)
        {
            var equals = variable.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && !variable.Contains('\0', StringComparison.Ordinal)) environment[variable[..equals]] = variable[(equals + 1)..];
        }

        return environment.ToImmutable();
    }

    private static (string Path, FileEntry? File) Find(string program, ImmutableSortedDictionary<string, string> environment, RootFileSystem root)
    {
        IEnumerable<string> folders = environment["PATH"].Split(':', StringSplitOptions.RemoveEmptyEntries);
        if (environment.TryGetValue("JAVA_HOME", out var home)) folders = folders.Append($"{home.TrimEnd('/')}/bin");
        foreach (var folder in folders.Where(folder => folder.StartsWith('/')))
        {
            var path = $"{folder.TrimEnd('/')}/{program}";
            if (root.Resolve(path) is { Kind: FileKind.Regular, Sha256: not null } file) return (path, file);
        }

        return ("", null);
    }
}
