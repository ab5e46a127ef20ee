using System.Collections.Immutable;
using Compliance.Formats.CryptoModules;
using Compliance.Formats.CryptoModules.Loading;
using Compliance.Formats.CryptoModules.Scanning;
using Compliance.Formats.Reading;
using Compliance.Oci.Files;

namespace Compliance.Evidence.Collection.CryptoModules;

/// <summary>
/// Which files of the image the dynamic loader takes for a name (ld.so(8)): <c>DT_RPATH</c>, <c>LD_LIBRARY_PATH</c>, <c>DT_RUNPATH</c>, the loader's table, its own folders.
/// Where the order is not known, a name leads to every file that answers to it: what is reachable is never underestimated.
/// </summary>
internal sealed class LibrarySearch
{
    private static readonly string[] Machines = ["x86_64", "aarch64", "i386", "s390x", "powerpc64le", "riscv64", "arm"];

    /// <summary>Folders below a folder where builds for newer processors lie.</summary>
    private static readonly string[] Faster = ["glibc-hwcaps/", "haswell", "tls", "avx512_1", "x86_64", "i686", "sse2"];

    private readonly RootFileSystem root;
    private readonly IReadOnlyDictionary<string, ScannedFile> files;
    private readonly ILookup<string, string> byName;
    private readonly ILookup<string, string> table;
    private readonly ImmutableArray<string> system;
    private readonly ImmutableArray<string> inherited;
    private readonly ImmutableArray<string> environment;
    private readonly string workingFolder;
    private readonly Dictionary<(string Folder, string Name), ImmutableArray<string>> found = [];

    public LibrarySearch(ModuleEvidence evidence, LaunchCommand command, IReadOnlyDictionary<string, ScannedFile> files, ILookup<string, string> byName)
    {
        (root, this.files, this.byName) = (evidence.Image.Root, files, byName);
        workingFolder = evidence.Config!.WorkingDir is { Length: > 0 } folder ? folder : "/";
        var isMusl = files.Values.Any(file => file.Elf is { } elf && elf.Interpreter.Contains("/ld-musl-", StringComparison.Ordinal));
        environment = Variable(evidence, "LD_LIBRARY_PATH");
        system = [.. SystemFolders().Concat(MuslFolders(evidence)).Distinct(StringComparer.Ordinal)];
        // musl takes both kinds of search path from whatever loaded a file, too.
        inherited = [.. files.Values.Where(file => file.Elf is { SearchPath.Length: > 0 } elf && (elf.SearchIsInherited || isMusl)).SelectMany(Folders).Distinct(StringComparer.Ordinal)];
        table = Table(evidence).ToLookup(entry => entry.Name, entry => entry.Path, StringComparer.Ordinal);
        Unknown ??= Touched(command);
        Preloaded = [.. Variable(evidence, "LD_PRELOAD").Concat(PreloadFile(evidence)).SelectMany(text => text.Split([' ', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries))];
    }

    /// <summary>Why the search order can't be known, so that every file of a name counts; null when it is.</summary>
    public string? Unknown { get; private set; }

    /// <summary>What of the loader's own files could not be read.</summary>
    public ImmutableArray<Defect> Unread { get; private set; } = [];

    /// <summary>Names of libraries that the loader loads into every program.</summary>
    public ImmutableArray<string> Preloaded { get; }

    /// <summary>The files that the loader may take when this file asks for the name; for the same machine.</summary>
    public IEnumerable<string> Find(ScannedFile from, string name)
    {
        IEnumerable<string> taken = Unknown is null ? Ordered(from, name) : [];
        return taken.Any() ? taken : byName[name[(name.LastIndexOf('/') + 1)..]].Where(path => Fits(from, path));
    }

    private static bool IsExact(string folder) => !folder.Contains('$', StringComparison.Ordinal);

    private IEnumerable<string> Ordered(ScannedFile from, string name)
    {
        if (name.Contains('/', StringComparison.Ordinal)) return At(name[0] == '/' ? "" : workingFolder, name).Where(path => Fits(from, path));
        var own = Folders(from).ToList();
        if (!own.TrueForAll(IsExact)) return [];
        var taken = new SortedSet<string>(inherited.Where(IsExact).SelectMany(folder => At(folder, name)).Where(path => Fits(from, path)), StringComparer.Ordinal);
        foreach (var folder in from.Elf!.SearchIsInherited ? [.. own, .. environment] : environment.Concat(own))
        {
            var here = At(folder, name).Where(path => Fits(from, path)).ToList();
            taken.UnionWith(here);
            if (here.Count > 0) return taken;
        }

        taken.UnionWith(table[name].SelectMany(path => At("", path)).Concat(system.SelectMany(folder => At(folder, name))).Where(path => Fits(from, path)));
        return taken;
    }

    private bool Fits(ScannedFile from, string path) => path != from.Path && files[path].Elf is { } elf && (from.Elf is null || elf.Machine == from.Elf.Machine);

    /// <summary>The file of this name in a folder, and those below it for newer processors.</summary>
    private ImmutableArray<string> At(string folder, string name)
    {
        if (found.TryGetValue((folder, name), out var known)) return known;
        var paths = new SortedSet<string>(StringComparer.Ordinal);
        if (root.Resolve(folder.Length == 0 ? name : $"{folder}/{name}") is { Kind: FileKind.Regular } file && files.ContainsKey(file.Path)) paths.Add(file.Path);
        if (folder.Length > 0 && root.Resolve(folder) is { } real) paths.UnionWith(byName[name].Where(path => IsFaster(path, real.Path)));
        return found[(folder, name)] = [.. paths];
    }

    private static bool IsFaster(string path, string folder) => path.Length > folder.Length + 1 && path.StartsWith(folder, StringComparison.Ordinal) && path[folder.Length] == '/'
        && Faster.Any(name => path.AsSpan(folder.Length + 1).StartsWith(name, StringComparison.Ordinal));

    /// <summary>The file's own search path, with the tokens that depend on its place or the machine replaced; others stay and make it unknown.</summary>
    private IEnumerable<string> Folders(ScannedFile file)
    {
        var origin = $"/{(file.Path.LastIndexOf('/') is var slash and > 0 ? file.Path[..slash] : "")}";
        return Split(file.Elf!.SearchPath, ':').Select(folder => folder.Replace("${ORIGIN}", origin, StringComparison.Ordinal).Replace("$ORIGIN", origin, StringComparison.Ordinal))
            .SelectMany(folder => folder.Contains("$LIB", StringComparison.Ordinal) || folder.Contains("${LIB}", StringComparison.Ordinal)
                ? ((string[])["lib", "lib64", .. Machines.Select(machine => $"lib/{machine}-linux-gnu")]).Select(lib => folder.Replace("${LIB}", lib, StringComparison.Ordinal).Replace("$LIB", lib, StringComparison.Ordinal))
                : [folder]);
    }

    private IEnumerable<string> Split(string folders, params char[] by) => folders.Split(by).Select(folder => folder.Length == 0 ? workingFolder : folder);

    private IEnumerable<string> SystemFolders() =>
        from folder in (string[])["/lib", "/usr/lib", "/lib64", "/usr/lib64", "/usr/local/lib"]
        from below in (string[])["", .. Machines.Select(machine => $"/{machine}-linux-gnu")]
        where root.Resolve(folder + below) is { Kind: FileKind.Directory }
        select folder + below;

    private ImmutableArray<string> Variable(ModuleEvidence evidence, string name)
    {
        if (evidence.Config!.Env.LastOrDefault(variable => variable.StartsWith(name + "=", StringComparison.Ordinal)) is not { } set || set.Length == name.Length + 1) return [];
        var value = set[(name.Length + 1)..];
        if (value.Contains('$', StringComparison.Ordinal)) Unknown ??= $"{name} of the image holds variables";
        return name == "LD_PRELOAD" ? [.. value.Split(':', ' ')] : [.. Split(value, ':', ';')];
    }

    /// <summary>musl's own list of folders, separated by colons or lines.</summary>
    private IEnumerable<string> MuslFolders(ModuleEvidence evidence)
    {
        foreach (var file in root.FilesWhere(path => path.StartsWith("etc/ld-musl-", StringComparison.Ordinal) && path.EndsWith(".path", StringComparison.Ordinal)))
        {
            foreach (var folder in Text(evidence, file.Path).Split([':', '\n'], StringSplitOptions.RemoveEmptyEntries)) yield return folder;
        }
    }

    private IEnumerable<string> PreloadFile(ModuleEvidence evidence) => root.Resolve("etc/ld.so.preload") is { } file ? [Text(evidence, file.Path)] : [];

    private string Text(ModuleEvidence evidence, string path) => Bytes(evidence, path) is { } bytes ? System.Text.Encoding.UTF8.GetString(bytes.Span) : "";

    private ImmutableArray<(string Name, string Path)> Table(ModuleEvidence evidence)
    {
        if (root.Resolve(LoaderCache.Path) is not { Kind: FileKind.Regular } file || Bytes(evidence, file.Path) is not { } bytes) return [];
        var reading = LoaderCache.Read(bytes, file.Path);
        if (reading.TryGet(out var entries)) return entries;
        return Missing(reading.Defects[0]);
    }

    private ReadOnlyMemory<byte>? Bytes(ModuleEvidence evidence, string path)
    {
        if (evidence.Image.File(path) is { } raw && raw.Fits(evidence.Context.Limits)) return raw.ReadAll(evidence.Context.Limits);
        Missing(new Defect(CryptoModuleDiagnostics.LoaderCacheUnread, new Locator(path), "the bytes of a file of the loader are not in the evidence"));
        return null;
    }

    private ImmutableArray<(string Name, string Path)> Missing(Defect defect)
    {
        Unknown ??= defect.ToString();
        Unread = Unread.Add(defect);
        return [];
    }

    /// <summary>Scripts and commands that change where libraries are looked for.</summary>
    private static string? Touched(LaunchCommand command)
    {
        static bool Touches(string text) => text.Contains("LD_LIBRARY_PATH", StringComparison.Ordinal) || text.Contains("LD_PRELOAD", StringComparison.Ordinal);
        if (command.Words.Any(Touches)) return "the command changes where libraries are looked for";
        var script = command.Scripts.FirstOrDefault(script => script.Lines.Any(line => Touches(line.Text)));
        return script is null ? null : $"{script.Path} changes where libraries are looked for";
    }
}
