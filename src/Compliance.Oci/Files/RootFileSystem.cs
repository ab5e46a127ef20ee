using System.Collections.Immutable;
using System.Text;
using Compliance.Formats.Reading;

namespace Compliance.Oci.Files;

/// <summary>
/// What a container made from the image would see: layers merged, whiteouts applied, hard links given their target's content, symbolic links
/// resolved inside the root only (at most 40). Entries carry the path where they came to lie, which is not the archive's where a parent
/// is a link (<c>lib/x</c> beside <c>lib → usr/lib</c> is <c>usr/lib/x</c>). Immutable; safe for several threads.
/// </summary>
public sealed class RootFileSystem
{
    private readonly FileInventory inventory;
    private readonly RootTree tree;
    private int[]? order;

    private RootFileSystem(FileInventory inventory, RootTree tree) => (this.inventory, this.tree) = (inventory, tree);

    /// <summary>What could not be applied: hard links without a target, entries below a file or behind a loop, paths twice in a layer.</summary>
    public required ImmutableArray<Defect> Defects { get; init; }

    /// <summary>Names in the file system, directories included, the root not.</summary>
    public int Count => tree.LiveCount;

    /// <summary>Regular files in the order of their paths' UTF-8 bytes; a hard link is a file with its target's content.</summary>
    public IEnumerable<FileEntry> Files => All.Where(entry => entry.Kind == FileKind.Regular);

    /// <summary>Everything but the root, a directory before what is in it.</summary>
    public IEnumerable<FileEntry> All => Order.Select(View);

    /// <summary>Nodes as <see cref="All"/> gives them: sorted once, walked many times.</summary>
    private int[] Order => order ??= Sort();

    /// <summary>The same as choosing from <see cref="Files"/> by path, without making entries of those that are not chosen.</summary>
    public IEnumerable<FileEntry> FilesWhere(Func<ReadOnlySpan<char>, bool> accepts)
    {
        var buffer = new char[256];
        foreach (var node in Order)
        {
            if (tree.KindOf(node) == FileKind.Regular && accepts(PathText(node, ref buffer))) yield return View(node);
        }
    }

    public static RootFileSystem Merge(FileInventory inventory, Limits? limits = null)
    {
        limits ??= Limits.Default;
        var merged = new RootTree(inventory, limits);
        var defects = new DefectCollector(limits);
        new RootMerge(inventory, merged, defects).Run();
        merged.Freeze();
        return new RootFileSystem(inventory, merged) { Defects = defects.ToImmutable() };
    }

    /// <summary>What lies at a path, links on the way followed, a link at its end not; null when there is nothing. A leading slash is allowed.</summary>
    public FileEntry? Find(string path) => Walk(path, followLast: false) is var node and > RootTree.Root ? View(node) : null;

    /// <summary>What a path leads to, links followed; null when that is nothing, a loop or the root itself.</summary>
    public FileEntry? Resolve(string path) => Walk(path, followLast: true) is var node and > RootTree.Root ? View(node) : null;

    /// <summary>What is in a directory, links on the way and at its end followed, in the order of names; nothing when it is none. Empty text is the root.</summary>
    public IEnumerable<FileEntry> Children(string directory)
    {
        var node = Walk(directory, followLast: true);
        if (node < 0 || tree.KindOf(node) != FileKind.Directory) yield break;
        foreach (var child in tree.SortedChildren(node)) yield return View(child);
    }

    private int Walk(string path, bool followLast)
    {
        var links = 0;
        return tree.Walk(RootTree.Root, Encoding.UTF8.GetBytes(path), followLast, ref links);
    }

    private int[] Sort()
    {
        var sorted = new List<int>(Count);
        var pending = new Stack<(List<int> Children, int Next)>();
        pending.Push((tree.SortedChildren(RootTree.Root), 0));
        while (pending.TryPop(out var level))
        {
            if (level.Next == level.Children.Count) continue;
            var node = level.Children[level.Next];
            pending.Push((level.Children, level.Next + 1));
            sorted.Add(node);
            if (tree[node].FirstChild >= 0) pending.Push((tree.SortedChildren(node), 0));
        }

        return [.. sorted];
    }

    private ReadOnlySpan<char> PathText(int node, ref char[] buffer)
    {
        ref var at = ref tree[node];
        if (!at.IsAtOwnPath) return PathOf(node);
        var path = inventory.PathUtf8(at.Placed);
        if (buffer.Length < path.Length) buffer = new char[path.Length * 2];
        return buffer.AsSpan(0, Encoding.UTF8.GetChars(path, buffer));
    }

    private FileEntry View(int node)
    {
        ref var at = ref tree[node];
        if (at.Content < 0)
        {
            // Made on the way to a file. Runtimes make such directories with this mode, for the root user.
            return new FileEntry
            {
                Path = PathOf(node),
                Kind = FileKind.Directory,
                Mode = 0x1ED,
                Uid = 0,
                Gid = 0,
                Size = 0,
                LinkTarget = "",
                Sha256 = null,
                Md5 = null,
                Layer = inventory.Record(at.NameEntry).Layer,
            };
        }

        var path = at.IsAtOwnPath ? Encoding.UTF8.GetString(inventory.PathUtf8(at.Placed)) : PathOf(node);
        return new FileEntry(inventory, at.Content, path, inventory.Record(at.Placed).Layer);
    }

    private string PathOf(int node)
    {
        var names = new Stack<string>();
        for (; node != RootTree.Root; node = tree[node].Parent) names.Push(Encoding.UTF8.GetString(tree.NameOf(node)));
        return string.Join('/', names);
    }
}
