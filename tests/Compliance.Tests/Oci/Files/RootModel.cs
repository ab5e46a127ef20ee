using System.Globalization;

namespace Compliance.Tests.Oci.Files;

/// <summary>Files, directories and whiteouts merged the slow and obvious way, to compare with.</summary>
internal static class RootModel
{
    public static List<string> Random(Random random)
    {
        string[] names = ["a", "b", "c", "a-b"];
        var entries = new List<string>();
        for (var layer = 0; layer < 4; layer++)
        {
            var used = new HashSet<string>(StringComparer.Ordinal);
            for (var i = 0; i < 8; i++)
            {
                var path = string.Join('/', Enumerable.Range(0, random.Next(1, 4)).Select(_ => names[random.Next(names.Length)]));
                var kind = "ffdwo"[random.Next(5)];
                // One name once a layer, and never below or above another one of it: that is another test's business.
                if (used.Any(other => other == path || other.StartsWith($"{path}/", StringComparison.Ordinal) || path.StartsWith($"{other}/", StringComparison.Ordinal))) continue;
                used.Add(path);
                entries.Add(string.Create(CultureInfo.InvariantCulture, $"{layer} {kind} {path} {layer}{i}"));
            }
        }

        return entries;
    }

    public static List<string> Merge(List<string> entries)
    {
        var files = new SortedDictionary<string, string?>(StringComparer.Ordinal);
        foreach (var layer in entries.Select(line => line.Split(' ')).GroupBy(parts => parts[0]))
        {
            foreach (var parts in layer)
            {
                var (kind, path) = (parts[1], parts[2]);
                if (kind is not ("w" or "o")) continue;
                if (kind == "w") files.Remove(path);
                if (kind == "w" || IsDirectory(files, path)) RemoveBelow(files, path);
            }

            foreach (var parts in layer.Where(parts => parts[1] is "f" or "d")) Put(files, parts[2], parts[1] == "f" ? parts[3] : null);
        }

        return [.. files.Select(file => file.Value is null ? $"{file.Key}/" : $"{file.Key}={file.Value}").OrderBy(line => line.Split('=')[0], StringComparer.Ordinal)];
    }

    private static void Put(SortedDictionary<string, string?> files, string path, string? content)
    {
        for (var slash = path.IndexOf('/', StringComparison.Ordinal); slash >= 0; slash = path.IndexOf('/', slash + 1))
        {
            var parent = path[..slash];
            if (files.TryGetValue(parent, out var there) && there is not null) return;
            files[parent] = null;
        }

        if (content is not null) RemoveBelow(files, path);
        files[path] = content;
    }

    private static bool IsDirectory(SortedDictionary<string, string?> files, string path) => files.TryGetValue(path, out var there) && there is null;

    private static void RemoveBelow(SortedDictionary<string, string?> files, string path)
    {
        foreach (var below in files.Keys.Where(key => key.StartsWith($"{path}/", StringComparison.Ordinal)).ToList()) files.Remove(below);
    }
}
