using System.Buffers.Binary;
using Compliance.Formats.Reading;

namespace Compliance.Formats.Packages.Rpm.Stores;

/// <summary>
/// rpm's own store <c>Packages.db</c> (rpm, lib/backend/ndb): pages of slots at the front, then blobs in blocks of 16 bytes, each between a head and a tail that name
/// its number and length. Little-endian.
/// </summary>
internal sealed class NdbStore(ReadOnlyMemory<byte> bytes, string document, DefectCollector defects) : IRpmStore
{
    private const int PageBytes = 4096;
    private const int SlotBytes = 16;
    private const int BlockBytes = 16;
    private const int HeaderBytes = 32;
    private const int HeadBytes = 16;
    private const int TailBytes = 12;

    private int used;

    public static bool Recognises(ReadOnlySpan<byte> bytes) => bytes.StartsWith("RpmP"u8);

    public int Counted => used;

    public IEnumerable<(ReadOnlyMemory<byte> Blob, long Offset)> Headers()
    {
        if (bytes.Length < HeaderBytes || Number(4) != 0)
        {
            defects.Add(RpmCodes.BrokenStore, new Locator(document, 4), "a version of ndb that is not known");
            yield break;
        }

        var end = Number(12) * (long)PageBytes;
        if (end > bytes.Length) defects.Add(RpmCodes.BrokenStore, new Locator(document, 12), "more pages of slots than the file has");
        end = Math.Min(end, bytes.Length);
        for (var at = HeaderBytes; at + SlotBytes <= end; at += SlotBytes)
        {
            if (!Has(at, "Slot"u8)) defects.Add(RpmCodes.BrokenStore, new Locator(document, at), "a slot does not begin as one");
            else if (Number(at + 8) != 0)
            {
                used++;
                if (Blob(at) is { } blob) yield return (blob, Number(at + 8) * (long)BlockBytes);
                else defects.Add(RpmCodes.BrokenStore, new Locator(document, at), "a slot points to no package");
            }
        }
    }

    private ReadOnlyMemory<byte>? Blob(int slot)
    {
        var (index, start, blocks) = (Number(slot + 4), Number(slot + 8) * (long)BlockBytes, Number(slot + 12) * (long)BlockBytes);
        if (index == 0 || blocks < HeadBytes + TailBytes || start + blocks > bytes.Length) return null;
        var head = (int)start;
        var length = Number(head + 12);
        if (!Has(head, "BlbS"u8) || Number(head + 4) != index || length > blocks - HeadBytes - TailBytes) return null;
        var tail = (int)(start + blocks) - TailBytes;
        if (!Has(tail + 8, "BlbE"u8) || Number(tail + 4) != length) return null;
        return bytes.Slice(head + HeadBytes, (int)length);
    }

    private bool Has(int at, ReadOnlySpan<byte> magic) => bytes.Span.Slice(at, 4).SequenceEqual(magic);

    private uint Number(int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.Span[at..]);
}
