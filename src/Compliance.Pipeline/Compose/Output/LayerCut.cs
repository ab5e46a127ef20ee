using System.Collections.Immutable;
using System.Text;
using Compliance.Formats.Archives.Tar;
using Compliance.Pipeline.Compose.Files;

namespace Compliance.Pipeline.Compose.Output;

/// <summary>
/// Cuts a tree into layers as apko does: one for each group of packages with their files and an installed database of only those packages, then one with the rest.
/// Equal packages give equal layers in other images, because folders take their time from what they are written for.
/// </summary>
internal sealed class LayerCut
{
    private const string Database = "usr/lib/apk/db/installed";

    private readonly ImageTree tree;
    private readonly ImmutableArray<ImmutableArray<InstalledPackage>> groups;
    private readonly Dictionary<ImageNode, int> owners = new(ReferenceEqualityComparer.Instance);
    private readonly List<(string Path, ImageNode Node)> folders = [];
    private readonly List<LayerItem>[] items;
    private readonly List<(string Path, ImageNode Node)>[] open;

    private LayerCut(ImageTree tree, ImmutableArray<ImmutableArray<InstalledPackage>> groups)
    {
        (this.tree, this.groups) = (tree, groups);
        items = [.. Enumerable.Range(0, groups.Length + 1).Select(_ => new List<LayerItem>())];
        open = [.. Enumerable.Range(0, groups.Length + 1).Select(_ => new List<(string, ImageNode)>())];
        for (var i = 0; i < groups.Length; i++)
        {
            foreach (var package in groups[i])
            {
                foreach (var entry in package.Entries.Where(entry => entry.Type != TarEntryType.Directory))
                {
                    // What was written anew after the package was installed belongs to nobody.
                    if (package.Nodes.TryGetValue(entry.Path, out var installed) && tree.Find(entry.Path) == installed.Node && installed.Node.Content.Equals(installed.Content)) owners[installed.Node] = i;
                }
            }
        }
    }

    /// <summary>Entries of each layer, the base first.</summary>
    public static IReadOnlyList<IReadOnlyList<LayerItem>> Cut(ImageTree tree, ImmutableArray<ImmutableArray<InstalledPackage>> groups)
    {
        var cut = new LayerCut(tree, groups);
        foreach (var (path, node) in tree.Walk()) cut.Take(path, node);
        return cut.items;
    }

    private void Take(string path, ImageNode node)
    {
        if (node.Type == TarEntryType.Directory)
        {
            var parent = path.LastIndexOf('/') is > 0 and var slash ? path[..slash] : "";
            while (folders.Count > 0 && folders[^1].Path != parent) folders.RemoveAt(folders.Count - 1);
            folders.Add((path, node));
        }

        var layer = owners.GetValueOrDefault(node, groups.Length);
        Open(layer, node);
        items[layer].Add(LayerItem.Of(path, node));
        if (path != Database) return;
        for (var i = 0; i < groups.Length; i++)
        {
            Open(i, node);
            items[i].Add(new LayerItem(path, node, node.ModifiedUnixSeconds, Encoding.UTF8.GetBytes(InstalledDatabase.Text(groups[i]))));
        }
    }

    /// <summary>Writes the folders that the layer does not have yet; the node itself, if it is one, comes after.</summary>
    private void Open(int layer, ImageNode next)
    {
        var own = open[layer];
        for (var i = 0; i < Math.Max(own.Count, folders.Count); i++)
        {
            if (i >= folders.Count)
            {
                own.RemoveRange(i, own.Count - i);
                return;
            }

            if (i < own.Count && own[i].Node == folders[i].Node) continue;
            own.RemoveRange(i, own.Count - i);
            for (var j = i; j < folders.Count; j++)
            {
                own.Add(folders[j]);
                if (folders[j].Node != next) items[layer].Add(new LayerItem(folders[j].Path, folders[j].Node, next.ModifiedUnixSeconds, null));
            }

            return;
        }
    }
}
