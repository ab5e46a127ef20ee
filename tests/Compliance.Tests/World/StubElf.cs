using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Compliance.Tests.World;

/// <summary>
/// Writes a 64-bit little-endian x86-64 shared object with the sections that readers look for: <c>.rodata</c>, optionally <c>.rodata1</c>,
/// <c>.dynsym</c>, <c>.dynstr</c>, <c>.dynamic</c>, <c>.note.gnu.build-id</c>. No code. One load segment maps the whole file at address 0. An exported name with a leading question mark is imported instead, one with <c>@n</c> or <c>@n@m</c> behind it lies n bytes into the data and has m bytes; a needed name <c>runpath:</c> or <c>rpath:</c> is that search path. A further section <c>.rela.dyn</c> is what the loader relocates by.
/// </summary>
public static class StubElf
{
    private const int HeaderBytes = 64 + (3 * 56);

    public static byte[] Write(byte[] data, string[] exported, string[] needed, string soname, byte[]? second = null, params (string Name, byte[] Bytes)[] more)
    {
        var strings = new StringTable();
        using var symbols = new MemoryStream();
        symbols.Write(new byte[24]);
        foreach (var parts in exported.Select(name => name.Split('@')))
        {
            var (at, size) = parts.Length > 1 ? (Layout.Align(HeaderBytes) + Number(parts[1]), parts.Length > 2 ? Number(parts[2]) : 0) : (0, 0);
            symbols.Write(Symbol(strings.Add(parts[0].TrimStart('?')), isDefined: !parts[0].StartsWith('?'), at, size));
        }

        var dynamicNames = needed.Select(name => name.StartsWith("runpath:", StringComparison.Ordinal) ? (Tag: 29L, Value: (long)strings.Add(name[8..])) : name.StartsWith("rpath:", StringComparison.Ordinal) ? (15L, strings.Add(name[6..])) : (1L, strings.Add(name))).ToList();
        if (soname.Length > 0) dynamicNames.Add((14, strings.Add(soname)));

        using var layout = new Layout();
        layout.Place(".rodata", 1, 2, data);
        if (second is not null) layout.Place(".rodata1", 1, 2, second);
        (long, long)[] relocations = [];
        foreach (var (name, bytes) in more)
        {
            var placed = layout.Place(name, 1, 2, bytes);
            if (name == ".rela.dyn") relocations = [(7, placed.Offset), (8, placed.Size), (9, 24)];
        }

        var dynsym = layout.Place(".dynsym", 11, 2, symbols.ToArray(), link: (second is null ? 3 : 4) + more.Length, entry: 24);
        var dynstr = layout.Place(".dynstr", 3, 2, strings.Bytes);
        (long, long)[] tail = [(5, dynstr.Offset), (6, dynsym.Offset), (10, strings.Bytes.Length), (11, 24), .. relocations, (0, 0)];
        var dynamic = layout.Place(".dynamic", 6, 3, [.. dynamicNames.Concat(tail).SelectMany(pair => Pair(pair.Item1, pair.Item2))], link: dynstr.Index, entry: 16);
        var note = layout.Place(".note.gnu.build-id", 7, 2, [4, 0, 0, 0, 20, 0, 0, 0, 3, 0, 0, 0, .. "GNU\0"u8, .. BuildId(data)]);
        return layout.Finish(dynamic, note);
    }

    /// <summary>Where <c>second</c> lies in the file that <see cref="Write"/> makes of the same data.</summary>
    public static int SecondDataOffset(byte[] data) => Layout.Align(Layout.Align(HeaderBytes) + data.Length);

    private static byte[] BuildId(byte[] data) => System.Security.Cryptography.SHA256.HashData(data)[..20];

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static byte[] Symbol(int name, bool isDefined, int value, int size)
    {
        var bytes = new byte[24];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, name);
        bytes[4] = 0x12;
        bytes[6] = isDefined ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8), value);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(16), size);
        return bytes;
    }

    private static byte[] Pair(long first, long second)
    {
        var bytes = new byte[16];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, first);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8), second);
        return bytes;
    }

    private sealed class StringTable
    {
        private readonly List<byte> all = [0];

        public byte[] Bytes => [.. all];

        public int Add(string text)
        {
            var at = all.Count;
            all.AddRange(Encoding.ASCII.GetBytes(text));
            all.Add(0);
            return at;
        }
    }

    private sealed record Placed(int Index, int Offset, int Size);

    private sealed class Layout : IDisposable
    {
        private readonly List<(string Name, int Type, int Flags, int Offset, int Size, int Link, int Entry)> sections = [];
        private readonly MemoryStream body = new();

        public Layout() => body.SetLength(body.Position = Align(HeaderBytes));

        public void Dispose() => body.Dispose();

        public static int Align(int offset) => (offset + 63) & ~63;

        public Placed Place(string name, int type, int flags, byte[] bytes, int link = 0, int entry = 0)
        {
            body.SetLength(body.Position = Align((int)body.Position));
            var offset = (int)body.Position;
            body.Write(bytes);
            sections.Add((name, type, flags, offset, bytes.Length, link, entry));
            return new Placed(sections.Count, offset, bytes.Length);
        }

        public byte[] Finish(Placed dynamic, Placed note)
        {
            var names = new StringTable();
            var nameOffsets = sections.Select(section => names.Add(section.Name)).ToList();
            nameOffsets.Add(names.Add(".shstrtab"));
            var last = Place(".shstrtab", 3, 0, names.Bytes);
            body.SetLength(body.Position = Align((int)body.Position));
            var headers = (int)body.Position;
            body.Write(new byte[64]);
            for (var index = 0; index < sections.Count; index++) body.Write(SectionHeader(sections[index], nameOffsets[index]));
            var bytes = body.ToArray();
            WriteHeader(bytes, headers, sections.Count + 1, last.Index);
            Segment(bytes, 0, 1, 4, 0, bytes.Length);
            Segment(bytes, 1, 2, 6, dynamic.Offset, dynamic.Size);
            Segment(bytes, 2, 4, 4, note.Offset, note.Size);
            return bytes;
        }

        private static void WriteHeader(byte[] bytes, int headers, int count, int names)
        {
            "\u007fELF\u0002\u0001\u0001"u8.CopyTo(bytes);
            bytes[16] = 3;
            bytes[18] = 62;
            bytes[20] = 1;
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(32), 64);
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(40), headers);
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(52), 64);
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(54), 56);
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(56), 3);
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(58), 64);
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(60), (ushort)count);
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(62), (ushort)names);
        }

        private static void Segment(byte[] bytes, int index, int type, int flags, long offset, long size)
        {
            var at = bytes.AsSpan(64 + (index * 56), 56);
            BinaryPrimitives.WriteInt32LittleEndian(at, type);
            BinaryPrimitives.WriteInt32LittleEndian(at[4..], flags);
            BinaryPrimitives.WriteInt64LittleEndian(at[8..], offset);
            BinaryPrimitives.WriteInt64LittleEndian(at[16..], offset);
            BinaryPrimitives.WriteInt64LittleEndian(at[24..], offset);
            BinaryPrimitives.WriteInt64LittleEndian(at[32..], size);
            BinaryPrimitives.WriteInt64LittleEndian(at[40..], size);
            BinaryPrimitives.WriteInt64LittleEndian(at[48..], 8);
        }

        private static byte[] SectionHeader((string Name, int Type, int Flags, int Offset, int Size, int Link, int Entry) section, int name)
        {
            var bytes = new byte[64];
            BinaryPrimitives.WriteInt32LittleEndian(bytes, name);
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), section.Type);
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8), section.Flags);
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(16), section.Flags == 0 ? 0 : section.Offset);
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(24), section.Offset);
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(32), section.Size);
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(40), section.Link);
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(48), 1);
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(56), section.Entry);
            return bytes;
        }
    }
}
