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
    public bool HasMd5;
    public Sha256Bytes Sha256;
    public Md5Bytes Md5;

    public enum FileKindByte : byte
    {
    }

    [InlineArray(32)]
    public struct Sha256Bytes
    {
        private byte first;
    }

    [InlineArray(16)]
    public struct Md5Bytes
    {
        private byte first;
    }
}
