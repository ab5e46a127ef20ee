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
    public LegacyDigest Legacy;
    public Sha256Bytes Sha256;
    public LegacyBytes LegacyValue;

    public enum FileKindByte : byte
    {
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
