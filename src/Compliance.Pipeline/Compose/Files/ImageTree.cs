using Compliance.Formats.Archives.Tar;

namespace Compliance.Pipeline.Compose.Files;

/// <summary>
/// The file system of an image in memory. Paths are relative to its root; links among their folders are followed inside the root, as the running
/// image would. Nothing here ever touches the machine's own file system.
/// </summary>
public sealed class ImageTree
{
    private const int MaxLinks = 40;

    public ImageNode Root { get; } = new(TarEntryType.Directory) { Mode = 0x1ED };

    /// <summary>The node at a path without following a link in its last place; null when there is none.</summary>
    public ImageNode? Find(string path) => Locate(path, makesFolders: false, followsLast: false).Node;

    /// <summary>As <see cref="Find"/>, following links to the end.</summary>
    public ImageNode? Follow(string path) => Locate(path, makesFolders: false, followsLast: true).Node;

    public ImageNode MakeDirectory(string path, int mode)
    {
        var (parent, name, node) = Locate(path, makesFolders: true, followsLast: true);
        if (node is { Children: not null }) return node;
        var made = new ImageNode(TarEntryType.Directory) { Mode = mode };
        parent!.Children![name] = made;
        return made;
    }

    /// <summary>Puts a node at a path, in the place of what is there; folders on the way are made.</summary>
    /// <exception cref="ArgumentException">The path is the root or leads through something that is no folder.</exception>
    public void Put(string path, ImageNode node)
    {
        var (parent, name, _) = Locate(path, makesFolders: true, followsLast: false);
        if (parent?.Children is null || name.Length == 0) throw new ArgumentException($"nothing can stand at '{path}'", nameof(path));
        parent.Children[name] = node;
    }

    public ImageNode Write(string path, ReadOnlyMemory<byte> content, int mode, long modifiedUnixSeconds)
    {
        var node = new ImageNode(TarEntryType.Regular) { Mode = mode, Content = content, ModifiedUnixSeconds = modifiedUnixSeconds };
        Put(path, node);
        return node;
    }

    /// <summary>Every node with its path, folders before what is in them, names of a folder in ordinal order.</summary>
    public IEnumerable<(string Path, ImageNode Node)> Walk()
    {
        var pending = new Stack<(string Path, ImageNode Node)>();
        Push("", Root);
        while (pending.TryPop(out var next))
        {
            yield return next;
            if (next.Node.Children is not null) Push($"{next.Path}/", next.Node);
        }

        void Push(string prefix, ImageNode folder)
        {
            foreach (var (name, node) in folder.Children!.Reverse()) pending.Push((prefix + name, node));
        }
    }

    private (ImageNode? Parent, string Name, ImageNode? Node) Locate(string path, bool makesFolders, bool followsLast)
    {
        var left = new Stack<string>(path.Split('/', StringSplitOptions.RemoveEmptyEntries).Reverse());
        var folders = new Stack<ImageNode>([Root]);
        var links = 0;
        while (left.TryPop(out var name))
        {
            if (name == ".") continue;
            if (name == "..")
            {
                if (folders.Count > 1) folders.Pop();
                continue;
            }

            var folder = folders.Peek();
            var isLast = left.Count == 0;
            var node = folder.Children!.GetValueOrDefault(name);
            if (node is { Type: TarEntryType.SymbolicLink } && (!isLast || followsLast))
            {
                if (++links > MaxLinks) return (null, name, null);
                if (node.LinkName.StartsWith('/')) folders = new Stack<ImageNode>([Root]);
                foreach (var part in node.LinkName.Split('/', StringSplitOptions.RemoveEmptyEntries).Reverse()) left.Push(part);
                continue;
            }

            if (isLast) return (folder, name, node);
            if (node is null && makesFolders) folder.Children![name] = node = new ImageNode(TarEntryType.Directory) { Mode = 0x1ED };
            if (node?.Children is null) return (null, name, null);
            folders.Push(node);
        }

        return (folders.Count > 1 ? folders.ElementAt(1) : null, "", folders.Peek());
    }
}
