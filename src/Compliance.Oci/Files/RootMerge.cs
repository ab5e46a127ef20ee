using Compliance.Formats.Reading;

namespace Compliance.Oci.Files;

/// <summary>
/// Applies the layers of an inventory one after the other, as a container runtime unpacks them: whiteouts take away what lower layers put there
/// and nothing of their own layer, parents are followed through links inside the root, the last name never is.
/// </summary>
internal sealed class RootMerge(FileInventory inventory, RootTree tree, DefectCollector defects)
{
    private int cachedParentEntry = RootTree.Missing;
    private int cachedParentLength;
    private int cachedParent;
    private int cachedVersion;
    private bool cachedIsOwnPath;

    public void Run()
    {
        for (var from = 0; from < inventory.Count;)
        {
            var to = from;
            while (to < inventory.Count && inventory.Record(to).Layer == inventory.Record(from).Layer) to++;
            for (var entry = from; entry < to; entry++) TakeAway(entry);
            for (var entry = from; entry < to; entry++) Put(entry);
            from = to;
        }
    }

    private void TakeAway(int entry)
    {
        var kind = KindOf(entry);
        if (kind is not (FileKind.Whiteout or FileKind.OpaqueWhiteout)) return;
        var links = 0;
        var path = inventory.PathUtf8(entry);
        // A whiteout's own name is not followed; an opaque one names a directory, reached as its files are.
        var node = tree.Walk(RootTree.Root, path, followLast: kind == FileKind.OpaqueWhiteout, ref links);
        if (node < 0) return;
        if (kind == FileKind.OpaqueWhiteout) tree.RemoveChildren(node);
        else if (node != RootTree.Root) tree.Remove(node);
    }

    private void Put(int entry)
    {
        var kind = KindOf(entry);
        if (kind is FileKind.Whiteout or FileKind.OpaqueWhiteout) return;
        var path = inventory.PathUtf8(entry);
        if (path.IsEmpty)
        {
            if (kind == FileKind.Directory) (tree[RootTree.Root].Content, tree[RootTree.Root].Placed) = (entry, entry);
            else Report(OciCodes.ParentNotDirectory, entry, "the root itself is not a directory");
            return;
        }

        var slash = path.LastIndexOf((byte)'/');
        var parent = Parent(entry, path, slash, out var isOwnPath);
        if (parent < 0 || tree.KindOf(parent) != FileKind.Directory)
        {
            Refuse(entry, parent);
            return;
        }

        var content = kind == FileKind.HardLink ? LinkedContent(entry) : entry;
        Set(parent, path[(slash + 1)..], entry, slash + 1, content, kind, isOwnPath);
    }

    private void Set(int parent, ReadOnlySpan<byte> name, int entry, int nameOffset, int content, FileKind kind, bool isOwnPath)
    {
        var node = tree.Lookup(parent, name);
        if (node >= 0)
        {
            var placed = tree[node].Placed;
            var isMerge = kind == FileKind.Directory && tree.KindOf(node) == FileKind.Directory;
            if (!isMerge && placed >= 0 && inventory.Record(placed).Layer == inventory.Record(entry).Layer)
                Report(OciCodes.PathDuplicate, entry, "is there twice in its layer; the last one counts");
            if (!isMerge) tree.Remove(node);
        }

        node = tree.Place(parent, name, entry, nameOffset);
        if (node < 0)
        {
            Refuse(entry, node);
            return;
        }

        ref var at = ref tree[node];
        (at.Content, at.Placed, at.IsAtOwnPath) = (content, entry, isOwnPath);
    }

    private int LinkedContent(int entry)
    {
        var links = 0;
        var target = tree.Walk(RootTree.Root, inventory.LinkUtf8(entry), followLast: false, ref links);
        if (target >= 0 && tree[target].Content is var content and >= 0 && KindOf(content) is not (FileKind.Directory or FileKind.HardLink)) return content;
        Report(OciCodes.HardLinkTargetMissing, entry, "is a hard link to something that is not there before it");
        return entry;
    }

    private int Parent(int entry, ReadOnlySpan<byte> path, int slash, out bool isOwnPath)
    {
        isOwnPath = true;
        if (slash < 0) return RootTree.Root;
        var directory = path[..slash];
        if (cachedParentEntry >= 0 && cachedVersion == tree.Version && inventory.PathUtf8(cachedParentEntry)[..cachedParentLength].SequenceEqual(directory))
        {
            isOwnPath = cachedIsOwnPath;
            return cachedParent;
        }

        var links = 0;
        var parent = tree.Walk(RootTree.Root, directory, followLast: true, ref links, entry, 0);
        isOwnPath = links == 0;
        if (parent >= 0 && tree.KindOf(parent) == FileKind.Directory)
            (cachedParentEntry, cachedParentLength, cachedParent, cachedVersion, cachedIsOwnPath) = (entry, slash, parent, tree.Version, isOwnPath);
        return parent;
    }

    private FileKind KindOf(int entry) => (FileKind)inventory.Record(entry).Kind;

    private void Refuse(int entry, int why)
    {
        var (code, problem) = why switch
        {
            RootTree.Loop => (OciCodes.SymbolicLinkLoop, "lies behind a loop of symbolic links"),
            RootTree.TooMany => (OciCodes.RootTooLarge, "makes the file system larger, or its links longer, than the limits allow"),
            _ => (OciCodes.ParentNotDirectory, "lies below something that is not a directory"),
        };
        Report(code, entry, problem);
    }

    private void Report(DiagnosticCode code, int entry, string problem)
    {
        var file = inventory[entry];
        defects.Add(code, new Locator($"layer {file.Layer}: {file.Path}"), $"'{file.Path}' {problem}");
    }
}
