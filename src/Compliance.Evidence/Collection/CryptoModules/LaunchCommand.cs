using System.Collections.Immutable;
using Compliance.Formats.CryptoModules.OpenSsl.Activation;
using Compliance.Formats.CryptoModules.Scanning;
using Compliance.Oci.Files;
using Compliance.Oci.Models;

namespace Compliance.Evidence.Collection.CryptoModules;

/// <summary>The files that the image's command names, followed to programs and scripts.</summary>
internal sealed record LaunchCommand
{
    private const string DefaultPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /// <summary>Scripts that are followed from one to the other; images have a handful.</summary>
    private const int MaxScripts = 64;

    public required ImmutableArray<string> Words { get; init; }

    /// <summary>Paths in the merged file system, in the order of the words, interpreters of scripts included; each once.</summary>
    public required ImmutableArray<string> Files { get; init; }

    public required ImmutableArray<LaunchScript> Scripts { get; init; }

    /// <summary>Why the first word could not be followed; null when it was.</summary>
    public required string? Unseen { get; init; }

    /// <summary>The program or script that a word names, looked for as a shell does; null when there is none.</summary>
    public required Func<string, ScannedFile?> Program { get; init; }

    public static LaunchCommand Of(ImageConfig config, RootFileSystem root, IReadOnlyDictionary<string, ScannedFile> scanned)
    {
        ImmutableArray<string> words = [.. config.Entrypoint, .. config.Cmd];
        var files = new List<string>();
        var scripts = new List<LaunchScript>();
        string? unseen = null;
        for (var index = 0; index < words.Length; index++)
        {
            foreach (var word in index == 0 ? [words[0]] : words[index].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var found = Find(word, config, root, scanned);
                if (found is null && index == 0) unseen = $"'{words[0]}', the first word of the command, is no program or script of the image that could be read";
                if (found is not null) Add(found, config, root, scanned, files, scripts);
            }
        }

        return new LaunchCommand { Words = words, Files = [.. files], Scripts = [.. scripts], Unseen = unseen, Program = word => Find(word, config, root, scanned) };
    }

    private static void Add(ScannedFile file, ImageConfig config, RootFileSystem root, IReadOnlyDictionary<string, ScannedFile> scanned, List<string> files, List<LaunchScript> scripts)
    {
        if (files.Contains(file.Path, StringComparer.Ordinal)) return;
        files.Add(file.Path);
        if (file.Script is not { } script) return;
        scripts.Add(new LaunchScript(file.Path, script.Touches));
        foreach (var word in script.Interpreter.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(3))
        {
            if (Find(word, config, root, scanned) is { } interpreter) Add(interpreter, config, root, scanned, files, scripts);
        }

        // Scripts that it starts touch variables, too; what else it starts is the load graph's.
        foreach (var word in script.Runs)
        {
            if (Find(word, config, root, scanned) is { Script: not null } further && scripts.Count < MaxScripts) Add(further, config, root, scanned, files, scripts);
        }
    }

    private static ScannedFile? Find(string word, ImageConfig config, RootFileSystem root, IReadOnlyDictionary<string, ScannedFile> scanned)
    {
        if (word.Length is 0 or > 4096 || word[0] == '-') return null;
        if (word.Contains('/', StringComparison.Ordinal)) return At(word[0] == '/' ? word : $"{config.WorkingDir}/{word}", root, scanned);
        var path = config.Env.LastOrDefault(variable => variable.StartsWith("PATH=", StringComparison.Ordinal)) is { } own ? own["PATH=".Length..] : DefaultPath;
        return path.Split(':', StringSplitOptions.RemoveEmptyEntries).Select(folder => At($"{folder}/{word}", root, scanned)).FirstOrDefault(found => found is not null);
    }

    private static ScannedFile? At(string path, RootFileSystem root, IReadOnlyDictionary<string, ScannedFile> scanned) =>
        root.Resolve(path) is { Kind: FileKind.Regular } file ? scanned.GetValueOrDefault(file.Path) : null;
}
