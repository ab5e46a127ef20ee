using System.Collections.Immutable;
using Compliance.Oci.References;

namespace Compliance.Service.Http;

/// <summary>Decides which images a request may name: local ones inside a configured folder, links resolved.</summary>
internal static class Roots
{
    public static bool Allow(ImmutableArray<string> roots, ImageReference image)
    {
        if (image.Transport == ImageTransport.Registry) return false;
        if (!Path.IsPathFullyQualified(image.Location)) return false;
        var path = Resolve(image.Location);
        return path is not null && roots.Any(root => path == root || path.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal));
    }

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
