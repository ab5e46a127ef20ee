using System.Collections.Immutable;
using Compliance.Formats.CryptoModules.Scanning;
using Compliance.Formats.Reading;

namespace Compliance.Evidence.Collection.CryptoModules;

/// <summary>
/// Which file of the image loads or starts which: libraries that are linked (<see cref="LibrarySearch"/>), opened by a name in the file's data, preloaded or taken from a folder of
/// extensions, and programs that a script names. Whatever else a program may do at run time is not known here, and only a closed set of programs proves that a module is out of reach.
/// </summary>
internal sealed class LoadGraph
{
    private const int MaxSteps = 12;

    private readonly SortedDictionary<string, ScannedFile> files = new(StringComparer.Ordinal);
    private readonly ILookup<string, string> byName;
    private readonly ImmutableArray<string> libraries;
    private readonly LibrarySearch search;
    private readonly Func<string, string?> program;
    private readonly Dictionary<string, ImmutableArray<string>> loads = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string?> fromCommand = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string?> fromPrograms = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> users = new(StringComparer.Ordinal);
    private readonly bool isClosed;

    public LoadGraph(ModuleEvidence evidence, ImmutableArray<ScannedFile> scanned, LaunchCommand command)
    {
        foreach (var file in scanned) files[file.Path] = file;
        byName = scanned.Where(file => file.Elf is not null)
            .SelectMany(file => Names(file).Distinct(StringComparer.Ordinal).Select(name => (Name: name, file.Path)))
            .ToLookup(pair => pair.Name, pair => pair.Path, StringComparer.Ordinal);
        libraries = [.. files.Values.Where(file => file.Elf is not null).Select(file => file.Path)];
        search = new LibrarySearch(evidence, command, files, byName);
        program = word => command.Program(word)?.Path;
        // One after the other, so that the way begins with the first word that leads there.
        foreach (var file in command.Files) Walk([file], fromCommand);
        Walk(files.Values.Where(IsStarted).Select(file => file.Path), fromPrograms);
        foreach (var (user, library) in files.Values.SelectMany(file => Loads(file).Select(library => (file.Path, library)))) users.TryAdd(library, user);
        isClosed = command.Unseen is null && !command.Words.IsEmpty && command.Files.Length > 0 && fromCommand.Keys.All(path => IsClosed(files[path]));
    }

    /// <summary>What of the loader's own files could not be read: names lead too far then.</summary>
    public ImmutableArray<Defect> Unread => search.Unread;

    /// <summary>
    /// Whether something in the image can load the file, with the way from the command, or else from a program of the image. Known false only when the command's
    /// programs and all that they link are at hand and neither load libraries by name nor start programs.
    /// </summary>
    /// <param name="isProgram">The file is started, not loaded.</param>
    public (bool? Reachable, string Way) Reach(string path, bool isProgram)
    {
        if (fromCommand.ContainsKey(path)) return (true, $"from the command: {Way(path, fromCommand)}");
        if (isClosed) return (false, "the command's programs load nothing else");
        if (files.GetValueOrDefault(path)?.Elf is { IsObject: true }) return (null, "an object file: nothing starts it, and a build may link it in");
        if (fromPrograms.TryGetValue(path, out var parent) && parent is not null) return (true, Way(path, fromPrograms));
        if (isProgram) return (true, "a program of the image");
        return users.TryGetValue(path, out var user) ? (null, $"{user} links it, and nothing that is known loads that; a program may load it by name") : (null, "nothing links it; a program may load it by name");
    }

    private static bool IsStarted(ScannedFile file) => file.Script is not null
        || (file.Elf is { IsObject: false } elf && (elf.Interpreter.Length > 0 || (elf.Soname.Length == 0 && $"/{file.Path}".Contains("bin/", StringComparison.Ordinal))));

    private bool IsClosed(ScannedFile file) =>
        file is { Script: null, Elf: { LoadsMore: false } elf } && elf.Needed.Concat(search.Preloaded).All(name => search.Find(file, name).Any());

    private void Walk(IEnumerable<string> roots, Dictionary<string, string?> reached)
    {
        var pending = new Queue<string>();
        foreach (var root in roots.Where(files.ContainsKey))
        {
            if (reached.TryAdd(root, null)) pending.Enqueue(root);
        }

        while (pending.TryDequeue(out var path))
        {
            foreach (var next in Loads(files[path]))
            {
                if (reached.TryAdd(next, path)) pending.Enqueue(next);
            }
        }
    }

    private ImmutableArray<string> Loads(ScannedFile file)
    {
        if (loads.TryGetValue(file.Path, out var known)) return known;
        IEnumerable<string> next = file.Script is { } script ? script.Interpreter.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(3).Concat(script.Runs).Select(program).OfType<string>() : [];
        if (file.Elf is { IsObject: false } elf) next = next.Concat(Libraries(file, elf));
        return loads[file.Path] = [.. next.Where(path => path != file.Path).Distinct(StringComparer.Ordinal)];
    }

    private IEnumerable<string> Libraries(ScannedFile file, ScannedElf elf)
    {
        var preloaded = IsStarted(file) ? search.Preloaded : [];
        var names = elf.Needed.Concat(preloaded).Concat(elf.Opens.SelectMany(start => byName.Where(group => group.Key.StartsWith(start, StringComparison.Ordinal)).Select(group => group.Key)));
        return names.SelectMany(name => search.Find(file, name)).Concat(Extensions.Of(file.Path, libraries).Where(path => files[path].Elf!.Machine == elf.Machine));
    }

    private static string Way(string path, Dictionary<string, string?> reached)
    {
        var steps = new List<string>();
        for (string? at = path; at is not null; at = reached[at]) steps.Add(at);
        steps.Reverse();
        if (steps.Count > MaxSteps) steps = [.. steps[..(MaxSteps / 2)], "…", .. steps[^(MaxSteps / 2)..]];
        return string.Join(" → ", steps);
    }

    private static IEnumerable<string> Names(ScannedFile file) => file.Elf!.Soname.Length > 0
        ? [file.Elf.Soname, file.Path[(file.Path.LastIndexOf('/') + 1)..]]
        : [file.Path[(file.Path.LastIndexOf('/') + 1)..]];
}
