namespace Compliance.Oci.Files;

/// <summary>One name in the merged tree; 44 bytes. Indices are into the tree's nodes or the inventory; -1 is none.</summary>
internal struct RootNode
{
    public int Parent;
    public int FirstChild;
    public int Next;
    public int Previous;

    /// <summary>Next node in the same hash bucket.</summary>
    public int Chained;

    /// <summary>Entry that says what is there (a hard link's is its target's); -1 for a directory that no archive names.</summary>
    public int Content;

    /// <summary>Entry that put it there; -1 as above.</summary>
    public int Placed;

    /// <summary>Where the name stands: an entry, and a part of that entry's path and link target.</summary>
    public int NameEntry;

    public ushort NameOffset;
    public ushort NameLength;
    public bool IsLive;

    /// <summary>The path of <see cref="Placed"/> is where it came to lie: no link was followed on the way.</summary>
    public bool IsAtOwnPath;
}
