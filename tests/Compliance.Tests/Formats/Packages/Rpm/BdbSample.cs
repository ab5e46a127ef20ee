using System.Buffers.Binary;

namespace Compliance.Tests.Formats.Packages.Rpm;

/// <summary>A Berkeley DB hash as rpm laid it out: a page of pairs for every few headers, each header in overflow pages. No tool writes one any more.</summary>
internal static class BdbSample
{
    private const int PageBytes = 4096;
    private const int HeaderBytes = 26;
    private const int PairsAPage = 20;

    public static byte[] Write(IReadOnlyList<byte[]> headers, bool isBig = false)
    {
        var pages = new List<byte[]> { new byte[PageBytes] };
        var buckets = headers.Chunk(PairsAPage).ToList();
        foreach (var _ in buckets) pages.Add(new byte[PageBytes]);
        var number = 0;
        for (var bucket = 0; bucket < buckets.Count; bucket++)
        {
            var page = pages[1 + bucket];
            page[25] = 13;
            var free = PageBytes;
            var entry = 0;
            if (bucket == 0) Pair(page, 0, [0, 0, 0, 9], ref free, ref entry);
            foreach (var header in buckets[bucket])
            {
                var value = new byte[12];
                value[0] = 3;
                Long(value, 4, (uint)pages.Count);
                Long(value, 8, (uint)header.Length);
                Overflow(pages, header);
                Pair(page, ++number, value, ref free, ref entry);
            }

            Short(page, 20, entry);
            Short(page, 22, free);
        }

        var meta = pages[0];
        Long(meta, 12, 0x00061561);
        Long(meta, 16, 9);
        Long(meta, 20, PageBytes);
        meta[25] = 8;
        Long(meta, 32, (uint)pages.Count - 1);
        // The pages of all buckets follow each other: bucket 0 is page 1.
        Long(meta, 72, (uint)buckets.Count - 1);
        Long(meta, 76, uint.MaxValue);
        Long(meta, 80, uint.MaxValue);
        for (var spare = 0; spare < 32; spare++) Long(meta, 96 + (4 * spare), 1);
        for (var page = 0; page < pages.Count; page++) Long(pages[page], 8, (uint)page);
        return [.. pages.SelectMany(page => page)];

        void Pair(byte[] page, int key, byte[] value, ref int free, ref int entry)
        {
            var name = new byte[5];
            name[0] = 1;
            Long(name, 1, (uint)key);
            foreach (var item in (byte[][])[name, value.Length == 12 ? value : [1, .. value]])
            {
                free -= item.Length;
                item.CopyTo(page, free);
                Short(page, HeaderBytes + (2 * entry++), free);
            }
        }

        void Overflow(List<byte[]> to, byte[] bytes)
        {
            for (var at = 0; at < bytes.Length; at += PageBytes - HeaderBytes)
            {
                var part = Math.Min(PageBytes - HeaderBytes, bytes.Length - at);
                var page = new byte[PageBytes];
                page[25] = 7;
                Short(page, 22, part);
                if (at + part < bytes.Length) Long(page, 16, (uint)to.Count + 1);
                bytes.AsSpan(at, part).CopyTo(page.AsSpan(HeaderBytes));
                to.Add(page);
            }
        }

        void Long(byte[] to, int at, uint value)
        {
            if (isBig) BinaryPrimitives.WriteUInt32BigEndian(to.AsSpan(at), value);
            else BinaryPrimitives.WriteUInt32LittleEndian(to.AsSpan(at), value);
        }

        void Short(byte[] to, int at, int value)
        {
            if (isBig) BinaryPrimitives.WriteUInt16BigEndian(to.AsSpan(at), (ushort)value);
            else BinaryPrimitives.WriteUInt16LittleEndian(to.AsSpan(at), (ushort)value);
        }
    }
}
