using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Compliance.Oci.Files;

/// <summary>An inventory's record of one entry: 96 bytes; path and link target lie in the inventory's text.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PackedEntry
{
    public long Size;
    public long Uid;
    public long Gid;
    public int TextChunk;
    public int TextOffset;
    public ushort PathLength;
    public ushort LinkLength;
    public ushort Layer;
    public ushort Mode;
    public FileKindByte Kind;
    public bool HasSha256;
    public LegacyKind Legacy;
    public Sha256Bytes Sha256;
    public LegacyBytes LegacyValue;

    public enum FileKindByte : byte
    {
    }

    /// <summary>Which digest a package database of the image compares files by: an image has one kind of database.</summary>
    public enum LegacyKind : byte
    {
        None = 0,
        Md5 = 1,
        Sha1 = 2,
    }

    [InlineArray(32)]
    public struct Sha256Bytes
    {
        private byte first;
    }

    /// <summary>MD5 in the first 16 bytes, or SHA-1.</summary>
    [InlineArray(20)]
    public struct LegacyBytes
    {
        private byte first;
    }
}
