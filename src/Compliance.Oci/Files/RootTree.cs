using Compliance.Formats.Reading;

namespace Compliance.Oci.Files;

/// <summary>
/// The names of a merged file system: nodes in chunks, found by (parent, name) through one hash table. Removed nodes stay in the table and are
/// revived when their name comes back, so that work stays proportional to what the layers say.
/// </summary>
internal sealed class RootTree
{
    public const int Root = 0;
    public const int Missing = -1;
    public const int Loop = -2;
    public const int NotDirectory = -3;
    public const int TooMany = -4;

    /// <summary>As Linux: path_resolution(7), "at most 40 symbolic links".</summary>
    private const int MaxLinks = 40;

    private const int NodesPerChunk = 4096;

    /// <summary>Steps along paths that one merge may take for each entry allowed; an ordinary image needs ten for each that it has.</summary>
    private const long StepsPerEntry = 100;

    private readonly FileInventory inventory;
    private readonly List<RootNode[]> chunks = [];
    private int[] buckets = NewBuckets(1024);
    private readonly long maxNodes;
    private long stepsLeft;
    private int count;
    private bool isMerging = true;

    public RootTree(FileInventory inventory, Limits limits)
    {
        this.inventory = inventory;
        maxNodes = limits.MaxImageEntries * 2L;
        stepsLeft = limits.MaxImageEntries * StepsPerEntry;
        NewNode(new RootNode { Parent = Root, FirstChild = Missing, Next = Missing, Previous = Missing, Chained = Missing, Content = Missing, Placed = Missing, IsLive = true, IsAtOwnPath = true });
    }

    /// <summary>Ends the merge: from here on walks are bounded one by one.</summary>
    public void Freeze() => isMerging = false;

    /// <summary>Live nodes without the root.</summary>
    public int LiveCount { get; private set; }

    /// <summary>Rises whenever a name stops meaning what it meant.</summary>
    public int Version { get; private set; }

    public ref RootNode this[int node] => ref chunks[node / NodesPerChunk][node % NodesPerChunk];

    public FileKind KindOf(int node) => this[node].Content is var content and >= 0 ? (FileKind)inventory.Record(content).Kind : FileKind.Directory;

    public ReadOnlySpan<byte> NameOf(int node)
    {
        ref var at = ref this[node];
        return node == Root ? default : inventory.TextUtf8(at.NameEntry).Slice(at.NameOffset, at.NameLength);
    }

    /// <summary>The live child of that name, or <see cref="Missing"/>.</summary>
    public int Lookup(int parent, ReadOnlySpan<byte> name)
    {
        var node = LookupAny(parent, name);
        return node >= 0 && this[node].IsLive ? node : Missing;
    }

    /// <summary>
    /// Follows a path from a node, never out of the root. Negative: missing, a loop of links, or something that is not a directory on the way.
    /// </summary>
    /// <param name="textEntry">When not negative, directories that are missing are made, and this entry's text from <paramref name="textOffset"/> on is <paramref name="path"/>.</param>
    public int Walk(int start, ReadOnlySpan<byte> path, bool followLast, ref int links, int textEntry = Missing, int textOffset = 0)
    {
        var node = start;
        for (var at = 0; at < path.Length;)
        {
            if (isMerging && stepsLeft-- <= 0) return TooMany;
            var length = path[at..].IndexOf((byte)'/');
            var isLast = length < 0;
            if (isLast) length = path.Length - at;
            var name = path.Slice(at, length);
            var nameAt = at;
            at += length + 1;
            if (name.IsEmpty || name.SequenceEqual("."u8)) continue;
            if (KindOf(node) != FileKind.Directory) return NotDirectory;
            if (name.SequenceEqual(".."u8))
            {
                node = this[node].Parent;
                continue;
            }

            var child = Lookup(node, name);
            if (child < 0 && textEntry < 0) return Missing;
            if (child < 0) child = Place(node, name, textEntry, textOffset + nameAt);
            if (child < 0) return child;
            isLast |= path[Math.Min(at, path.Length)..].IndexOfAnyExcept((byte)'/') < 0;
            if (KindOf(child) == FileKind.SymbolicLink && (!isLast || followLast)) child = Follow(node, child, ref links, textEntry >= 0);
            if (child < 0) return child;
            node = child;
        }

        return node;
    }

    /// <summary>A child of that name, new or revived, without content yet; <see cref="TooMany"/> when there is no room. The name stands in the entry's text at the offset.</summary>
    public int Place(int parent, ReadOnlySpan<byte> name, int nameEntry, int nameOffset)
    {
        var node = LookupAny(parent, name);
        if (node >= 0 && this[node].IsLive) return node;
        if (node < 0)
        {
            if (count >= maxNodes) return TooMany;
            node = NewNode(new RootNode { Parent = parent, NameEntry = nameEntry, NameOffset = (ushort)nameOffset, NameLength = (ushort)name.Length });
            ref var bucket = ref buckets[Bucket(parent, name)];
            this[node].Chained = bucket;
            bucket = node;
        }

        ref var placed = ref this[node];
        (placed.FirstChild, placed.Previous, placed.Content, placed.Placed, placed.IsLive, placed.IsAtOwnPath) = (Missing, Missing, Missing, Missing, true, false);
        placed.Next = this[parent].FirstChild;
        if (placed.Next >= 0) this[placed.Next].Previous = node;
        this[parent].FirstChild = node;
        LiveCount++;
        return node;
    }

    /// <summary>Takes a node with everything below it out.</summary>
    public void Remove(int node)
    {
        ref var removed = ref this[node];
        if (removed.Previous >= 0) this[removed.Previous].Next = removed.Next;
        else this[removed.Parent].FirstChild = removed.Next;
        if (removed.Next >= 0) this[removed.Next].Previous = removed.Previous;
        RemoveChildren(node);
        removed.IsLive = false;
        LiveCount--;
        Version++;
    }

    /// <summary>Empties a directory.</summary>
    public void RemoveChildren(int node)
    {
        var pending = new Stack<int>();
        pending.Push(node);
        while (pending.TryPop(out var directory))
        {
            for (var child = this[directory].FirstChild; child >= 0; child = this[child].Next)
            {
                this[child].IsLive = false;
                LiveCount--;
                if (this[child].FirstChild >= 0) pending.Push(child);
            }

            this[directory].FirstChild = Missing;
        }

        Version++;
    }

    /// <summary>Names of live children, in the order of their bytes, a directory's as if it ended in a slash: so files come in the order of their paths.</summary>
    public List<int> SortedChildren(int node)
    {
        var children = new List<int>();
        for (var child = this[node].FirstChild; child >= 0; child = this[child].Next) children.Add(child);
        children.Sort(Compare);
        return children;
    }

    private int Compare(int left, int right)
    {
        var a = NameOf(left);
        var b = NameOf(right);
        var common = Math.Min(a.Length, b.Length);
        var order = a[..common].SequenceCompareTo(b[..common]);
        return order != 0 ? order : End(left, a, common).CompareTo(End(right, b, common));
    }

    private int End(int node, ReadOnlySpan<byte> name, int at) => at < name.Length ? name[at] : KindOf(node) == FileKind.Directory ? '/' : -1;

    private int Follow(int parent, int link, ref int links, bool isMaking)
    {
        if (++links > MaxLinks) return Loop;
        var entry = this[link].Content;
        var target = inventory.LinkUtf8(entry);
        var start = target is [(byte)'/', ..] ? Root : parent;
        return Walk(start, target, followLast: true, ref links, isMaking ? entry : Missing, inventory.Record(entry).PathLength);
    }

    private int LookupAny(int parent, ReadOnlySpan<byte> name)
    {
        for (var node = buckets[Bucket(parent, name)]; node >= 0; node = this[node].Chained)
        {
            if (this[node].Parent == parent && NameOf(node).SequenceEqual(name)) return node;
        }

        return Missing;
    }

    private int NewNode(RootNode node)
    {
        if (count == buckets.Length) Grow();
        if (count % NodesPerChunk == 0) chunks.Add(new RootNode[NodesPerChunk]);
        chunks[^1][count % NodesPerChunk] = node;
        return count++;
    }

    private void Grow()
    {
        buckets = NewBuckets(buckets.Length * 2);
        for (var node = 1; node < count; node++)
        {
            ref var bucket = ref buckets[Bucket(this[node].Parent, NameOf(node))];
            this[node].Chained = bucket;
            bucket = node;
        }
    }

    private int Bucket(int parent, ReadOnlySpan<byte> name)
    {
        // Seeded anew in each process: names can't be chosen to collide. Only lookups depend on it, no output does.
        var hash = default(HashCode);
        hash.Add(parent);
        hash.AddBytes(name);
        return hash.ToHashCode() & (buckets.Length - 1);
    }

    private static int[] NewBuckets(int length)
    {
        var empty = new int[length];
        Array.Fill(empty, Missing);
        return empty;
    }
}
