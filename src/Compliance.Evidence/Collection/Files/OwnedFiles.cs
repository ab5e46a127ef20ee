using Compliance.Oci.Files;

namespace Compliance.Evidence.Collection.Files;

/// <summary>What package databases and language metadata say of files, by the path where a file came to lie. One small record a file.</summary>
internal sealed class OwnedFiles(ImageEvidence image)
{
    private readonly Dictionary<string, (FileClass Class, int Owner)> files = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> missing = new(StringComparer.Ordinal);
    private readonly List<FileOwner> owners = [];

    /// <summary>Packages by name, as many as own anything.</summary>
    public HashSet<string> Names { get; } = new(StringComparer.Ordinal);

    public int Begin(FileOwner owner)
    {
        Names.Add(owner.Name);
        owners.Add(owner);
        return owners.Count - 1;
    }

    /// <summary>Notes what an owner says of a path; <paramref name="judge"/> compares the regular file that lies there.</summary>
    /// <param name="isFile">Whether the database says that a file is there, rather than a directory or something that it does not tell.</param>
    /// <param name="said">What the database says of the file, handed to <paramref name="judge"/>.</param>
    public void Own<T>(int owner, string path, bool isFile, T said, Func<FileEntry, T, FileClass> judge)
    {
        if (image.Root.Find(path) is not { } entry)
        {
            if (isFile) missing.TryAdd(path, owner);
        }
        else if (entry.Kind == FileKind.Regular) Note(entry.Path, judge(entry, said), owner);
    }

    /// <summary>A better word replaces a worse one: of two packages that list a path, the last one installed has its bytes there.</summary>
    public void Note(string path, FileClass said, int owner)
    {
        if (!files.TryGetValue(path, out var known) || said < known.Class) files[path] = (said, owner);
    }

    public (FileClass Class, string Owner)? Find(string path) => files.TryGetValue(path, out var known) ? (known.Class, owners[known.Owner].Label) : null;

    /// <summary>The package that owns a path; null when none does.</summary>
    public FileOwner? OwnerOf(string path) => files.TryGetValue(path, out var known) ? owners[known.Owner] : null;

    /// <summary>Paths with an owner where nothing is, ordinal order.</summary>
    public IEnumerable<(string Path, string Owner)> Missing => missing.Select(pair => (pair.Key, owners[pair.Value].Label));
}
