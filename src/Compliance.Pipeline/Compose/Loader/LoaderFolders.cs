using System.IO.Enumeration;
using System.Text;
using Compliance.Formats.Archives.Tar;
using Compliance.Pipeline.Compose.Files;

namespace Compliance.Pipeline.Compose.Loader;

/// <summary>Folders that <c>ld.so.conf</c> names, with the files that it includes (ldconfig(8)).</summary>
public static class LoaderFolders
{
    private const int MaxDepth = 8;
    private const int MaxFolders = 1_000;

    /// <returns>As written, in the order of first mention.</returns>
    public static IReadOnlyList<string> Read(ImageTree tree, string file)
    {
        ArgumentNullException.ThrowIfNull(tree);
        var folders = new List<string>();
        Read(tree, file, folders, MaxDepth);
        return folders;
    }

    private static void Read(ImageTree tree, string file, List<string> folders, int depth)
    {
        if (depth == 0 || tree.Follow(file) is not { Type: TarEntryType.Regular } node) return;
        foreach (var text in Encoding.UTF8.GetString(node.Content.Span).Split('\n'))
        {
            var words = text.Split('#')[0].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0 || folders.Count >= MaxFolders) continue;
            if (words[0] != "include")
            {
                if (words[0] != "hwcap" && !folders.Contains(words[0])) folders.Add(words[0]);
                continue;
            }

            foreach (var pattern in words[1..])
            {
                foreach (var match in Matches(tree, pattern.StartsWith('/') ? pattern : $"{Parent(file)}/{pattern}")) Read(tree, match, folders, depth - 1);
            }
        }
    }

    /// <summary>Files of one folder whose names match; only the last part may hold wildcards.</summary>
    private static IEnumerable<string> Matches(ImageTree tree, string pattern)
    {
        var (folder, name) = (Parent(pattern), pattern[(pattern.LastIndexOf('/') + 1)..]);
        return tree.Follow(folder) is { Children: { } children }
            ? children.Keys.Where(child => FileSystemName.MatchesSimpleExpression(name, child, ignoreCase: false)).Select(child => $"{folder}/{child}")
            : [];
    }

    private static string Parent(string path) => path.LastIndexOf('/') is >= 0 and var slash ? path[..slash] : "";
}
