namespace Compliance.Pipeline.Processes;

/// <summary>Walks and copies folders of a caller; links are never followed.</summary>
internal static class FolderCopy
{
    private const int MaxFiles = 200_000;

    /// <summary>Files, folders and links of a part of a folder, folders before what is in them, with their paths relative to the folder (slashes).</summary>
    /// <param name="part">A file or folder relative to the folder; empty for all of it.</param>
    /// <exception cref="IOException">It is not there, or holds too many files.</exception>
    public static IEnumerable<(string Path, FileSystemInfo Entry)> Walk(string folder, string part)
    {
        var count = 0;
        var first = System.IO.Path.Combine(folder, part);
        var pending = new Stack<(string Path, FileSystemInfo Entry)>();
        if (Directory.Exists(first)) pending.Push((part, new DirectoryInfo(first)));
        else if (File.Exists(first)) pending.Push((part, new FileInfo(first)));
        else throw new FileNotFoundException($"'{first}' is not there", first);
        while (pending.TryPop(out var next))
        {
            if (++count > MaxFiles) throw new IOException($"{folder} holds more than {MaxFiles} files");
            if (next.Path.Length > 0) yield return next;
            if (next.Entry is not DirectoryInfo open || (open.LinkTarget is not null && next.Path.Length > 0)) continue;
            foreach (var entry in open.EnumerateFileSystemInfos().OrderByDescending(entry => entry.Name, StringComparer.Ordinal))
                pending.Push((next.Path.Length == 0 ? entry.Name : $"{next.Path.TrimEnd('/')}/{entry.Name}", entry));
        }
    }

    /// <summary>Copies a part of a folder to the same place in another.</summary>
    public static void Copy(string folder, string part, string target)
    {
        Directory.CreateDirectory(target);
        foreach (var (path, entry) in Walk(folder, part))
        {
            var to = Path.Combine(target, path);
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            if (entry.LinkTarget is { } link) File.CreateSymbolicLink(to, link);
            else if (entry is FileInfo file) file.CopyTo(to, overwrite: true);
            else Directory.CreateDirectory(to);
        }
    }
}
