using System.Buffers.Binary;

namespace Compliance.Tests.Formats.Packages.Rpm;

/// <summary>rpm's own store: one page of slots, then blobs in blocks of 16 bytes. Debian's rpm is built without it.</summary>
internal static class NdbSample
{
    private const int PageBytes = 4096;
    private const int BlockBytes = 16;

    /// <summary>At most 254 headers; <paramref name="hole"/> leaves a slot empty before each, as after a removal.</summary>
    public static byte[] Write(IReadOnlyList<byte[]> headers, bool hole = false)
    {
        var file = new List<byte>(new byte[PageBytes]);
        "RpmP"u8.ToArray().CopyTo(0, file);
        Put(file, 8, 7);
        Put(file, 12, 1);
        Put(file, 16, (uint)headers.Count + 1);
        for (var at = 32; at < PageBytes; at += 16) "Slot"u8.ToArray().CopyTo(at, file);
        for (var number = 0; number < headers.Count; number++)
        {
            var header = headers[number];
            var blocks = (16 + header.Length + 12 + BlockBytes - 1) / BlockBytes;
            var slot = 32 + (16 * (hole ? (2 * number) + 1 : number));
            Put(file, slot + 4, (uint)number + 1);
            Put(file, slot + 8, (uint)(file.Count / BlockBytes));
            Put(file, slot + 12, (uint)blocks);
            var blob = new byte[blocks * BlockBytes];
            "BlbS"u8.CopyTo(blob);
            BinaryPrimitives.WriteUInt32LittleEndian(blob.AsSpan(4), (uint)number + 1);
            BinaryPrimitives.WriteUInt32LittleEndian(blob.AsSpan(12), (uint)header.Length);
            header.CopyTo(blob, 16);
            BinaryPrimitives.WriteUInt32LittleEndian(blob.AsSpan(blob.Length - 8), (uint)header.Length);
            "BlbE"u8.CopyTo(blob.AsSpan(blob.Length - 4));
            file.AddRange(blob);
        }

        return [.. file];
    }

    private static void CopyTo(this byte[] bytes, int at, List<byte> file)
    {
        for (var index = 0; index < bytes.Length; index++) file[at + index] = bytes[index];
    }

    private static void Put(List<byte> file, int at, uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        bytes.CopyTo(at, file);
    }
}
