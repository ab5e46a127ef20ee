namespace Compliance.Oci.Files;

/// <summary>What an entry of a layer is.</summary>
public enum FileKind
{
    Regular = 0,
    Directory = 1,
    SymbolicLink = 2,

    /// <summary>Another name of a regular file of the same layer or a lower one.</summary>
    HardLink = 3,
    CharacterDevice = 4,
    BlockDevice = 5,
    Fifo = 6,

    /// <summary>Hides one name of the layers below (OCI layer.md, "Whiteouts").</summary>
    Whiteout = 7,

    /// <summary>Hides everything that layers below have in this directory (OCI layer.md, "Opaque Whiteout").</summary>
    OpaqueWhiteout = 8,
}
