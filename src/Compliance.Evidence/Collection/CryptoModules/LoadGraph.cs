using System.Collections.Immutable;
using Compliance.Formats.CryptoModules.Scanning;

namespace Compliance.Evidence.Collection.CryptoModules;

/// <summary>
/// Which program or library of the image loads which, as far as their dynamic sections say. A name that several files answer to leads to all of
/// them: what is reachable is never underestimated by a search order that only the running system knows.
/// </summary>
internal sealed class LoadGraph
{
    private readonly SortedDictionary<string, ScannedFile> files = new(StringComparer.Ordinal);
    private readonly ILookup<string, string> byName;
    private readonly Dictionary<string, string?> fromCommand = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> users = new(StringComparer.Ordinal);
    private readonly bool isClosed;

    public LoadGraph(ImmutableArray<ScannedFile> scanned, ImmutableArray<string> commandFiles, bool commandIsKnown)
    {
        foreach (var file in scanned) files[file.Path] = file;
        byName = scanned.Where(file => file.Elf is not null)
            .SelectMany(file => Names(file).Distinct(StringComparer.Ordinal).Select(name => (Name: name, file.Path)))
            .ToLookup(pair => pair.Name, pair => pair.Path, StringComparer.Ordinal);
        Walk(commandFiles);
        foreach (var (user, library) in files.Values.SelectMany(file => Loads(file).Select(library => (file.Path, library)))) users.TryAdd(library, user);
        isClosed = commandIsKnown && commandFiles.Length > 0 && fromCommand.Keys.All(path => files[path] is { Script: null, Elf: { LoadsMore: false } elf } && elf.Needed.All(name => byName[name].Any()));
    }

    /// <summary>
    /// Whether something in the image can load the file, with the way from the command or the file that uses it. Known false only when the command's
    /// programs and all that they link are at hand and neither load libraries by name nor start programs.
    /// </summary>
    /// <param name="isProgram">The file is started, not loaded.</param>
    public (bool? Reachable, string Way) Reach(string path, bool isProgram)
    {
        if (fromCommand.ContainsKey(path)) return (true, $"from the command: {Way(path)}");
        if (isClosed) return (false, "the command's programs load nothing else");
        if (users.TryGetValue(path, out var user)) return (true, $"{user} → {path}");
        return isProgram ? (true, "a program of the image") : (null, "nothing links it; a program may load it by name");
    }

    private void Walk(ImmutableArray<string> roots)
    {
        var pending = new Queue<string>();
        foreach (var root in roots.Where(files.ContainsKey))
        {
            if (fromCommand.TryAdd(root, null)) pending.Enqueue(root);
        }

        while (pending.TryDequeue(out var path))
        {
            foreach (var library in Loads(files[path]))
            {
                if (fromCommand.TryAdd(library, path)) pending.Enqueue(library);
            }
        }
    }

    private IEnumerable<string> Loads(ScannedFile file) =>
        file.Elf is not { } elf ? [] : elf.Needed.SelectMany(name => byName[name]).Concat(elf.Opens.SelectMany(Versions)).Where(path => path != file.Path && files[path].Elf!.Machine == elf.Machine);

    /// <summary>Libraries whose name begins so: what is opened by name has its version appended at run time.</summary>
    private IEnumerable<string> Versions(string start) => byName.Where(group => group.Key.StartsWith(start, StringComparison.Ordinal)).SelectMany(group => group);

    private string Way(string path)
    {
        var steps = new List<string>();
        for (string? at = path; at is not null && steps.Count < 12; at = fromCommand[at]) steps.Add(at);
        steps.Reverse();
        return string.Join(" → ", steps);
    }

    private static IEnumerable<string> Names(ScannedFile file) => file.Elf!.Soname.Length > 0
        ? [file.Elf.Soname, file.Path[(file.Path.LastIndexOf('/') + 1)..]]
        : [file.Path[(file.Path.LastIndexOf('/') + 1)..]];
}
