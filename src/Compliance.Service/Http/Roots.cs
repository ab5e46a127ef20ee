using System.Collections.Immutable;
using Compliance.Oci.References;

namespace Compliance.Service.Http;

/// <summary>Decides which images, files and folders a request may name: local ones inside a configured folder, links resolved.</summary>
internal static class Roots
{
    private const int MaxEntries = 20_000;

    public static bool Allow(ImmutableArray<string> roots, ImageReference image)
    {
        if (image.Transport == ImageTransport.Registry) return false;
        return IsInside(roots, image.Location);
    }

    /// <summary>
    /// A file, or a folder of which everything may be read: nothing in it is a link, nor, with the folders beside a file, could be read instead of what
    /// the request names.
    /// </summary>
    public static bool Allow(ImmutableArray<string> roots, string path)
    {
        if (!IsInside(roots, path)) return false;
        var folder = Directory.Exists(path) ? path : Path.Combine(Path.GetDirectoryName(path)!, "waivers");
        if (!Directory.Exists(folder)) return true;
        return IsInside(roots, folder)
            && Directory.EnumerateFileSystemEntries(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None, MaxRecursionDepth = 2, IgnoreInaccessible = false })
                .Take(MaxEntries + 1).Select((entry, index) => index < MaxEntries && new FileInfo(entry).LinkTarget is null).All(plain => plain);
    }

    private static bool IsInside(ImmutableArray<string> roots, string location) =>
        Path.IsPathFullyQualified(location)
        && Resolve(location) is { } path
        && roots.Any(root => path == root || path.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal));

    /// <summary>The path with every link on it resolved; null when it does not exist or leads in circles.</summary>
    public static string? Resolve(string path)
    {
        var current = Path.GetPathRoot(Path.GetFullPath(path))!;
        var left = new Stack<string>(Path.GetFullPath(path)[current.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries).Reverse());
        for (var steps = 0; left.TryPop(out var name); steps++)
        {
            if (steps > 1_000) return null;
            var next = Path.Combine(current, name);
            FileSystemInfo entry = Directory.Exists(next) ? new DirectoryInfo(next) : new FileInfo(next);
            if (!entry.Exists) return null;
            if (entry.LinkTarget is not { } target)
            {
                current = next;
                continue;
            }

            var absolute = Path.GetFullPath(target, current);
            current = Path.GetPathRoot(absolute)!;
            foreach (var part in absolute[current.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries).Reverse()) left.Push(part);
        }

        return current;
    }
}
