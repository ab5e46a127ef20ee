using System.Collections.Immutable;

namespace Compliance.Evidence.Feeds;

/// <summary>Puts records behind the header of a slice as they come, in one piece of memory.</summary>
internal sealed class SliceTarget(FeedHeader feed, byte[] header) : IRecordTarget
{
    private const long MaxExpected = 512L << 20;

    private readonly ImmutableArray<FeedRecord>.Builder records = ImmutableArray.CreateBuilder<FeedRecord>();
    private byte[] slice = [];
    private int used;

    public ImmutableArray<FeedRecord> Records => records.ToImmutable();

    /// <summary>Header and records, a line each.</summary>
    public ReadOnlyMemory<byte> Bytes
    {
        get
        {
            if (used == 0) Expect(0, 0);
            return slice.AsMemory(0, used);
        }
    }

    public void Expect(int records, long bytes)
    {
        // A catalog's word, and it may be damaged: more is taken when it comes.
        slice = GC.AllocateUninitializedArray<byte>((int)(header.Length + 1 + Math.Clamp(bytes, 0, MaxExpected) + records));
        this.records.Capacity = records;
        Line(header);
    }

    /// <exception cref="InvalidDataException">The record has a line feed: it is no canonical JSON, and lines would be taken for records.</exception>
    public void Take(string id, ImmutableArray<string> cves, ReadOnlySpan<byte> body)
    {
        if (body.Contains((byte)'\n')) throw new InvalidDataException($"the record {id} of {feed.Label} has a line feed");
        if (body.Length >= slice.Length - used) Array.Resize(ref slice, checked((int)Math.Min(Array.MaxLength, Math.Max(slice.Length * 2L, used + body.Length + 1L))));
        Line(body);
        records.Add(new FeedRecord(id, slice.AsMemory(used - body.Length - 1, body.Length)) { Cves = cves });
    }

    private void Line(ReadOnlySpan<byte> text)
    {
        text.CopyTo(slice.AsSpan(used));
        slice[used + text.Length] = (byte)'\n';
        used += text.Length + 1;
    }
}
