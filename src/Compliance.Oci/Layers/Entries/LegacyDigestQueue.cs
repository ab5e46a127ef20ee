using Compliance.Cryptography.Hashing;
using Compliance.Oci.Files;

namespace Compliance.Oci.Layers.Entries;

/// <summary>
/// Computes the MD5 values that dpkg's lists are compared with. Files up to <see cref="MaxQueuedBytes"/> wait in one buffer until it is full and
/// are then hashed eight at a time; longer ones are hashed as they pass.
/// </summary>
internal sealed class LegacyDigestQueue(FileInventoryBuilder inventory) : IDisposable
{
    public const int MaxQueuedBytes = 4 << 20;

    private const int BufferBytes = 16 << 20;

    private readonly List<(int Start, int Length, int Entry)> waiting = [];
    private readonly LegacyMd5Hasher longHash = new();
    private byte[] buffer = [];
    private int used;
    private int start;
    private bool isQueued;

    public void Begin(long size)
    {
        isQueued = size <= MaxQueuedBytes;
        if (isQueued && used + size > BufferBytes) Flush();
        start = used;
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (!isQueued)
        {
            longHash.Append(bytes);
            return;
        }

        if (used + bytes.Length > buffer.Length) Array.Resize(ref buffer, (int)Math.Clamp((used + bytes.Length) * 4L, 64 << 10, BufferBytes));
        bytes.CopyTo(buffer.AsSpan(used));
        used += bytes.Length;
    }

    /// <summary>The file was whole; its value goes to the entry now or at the next <see cref="Flush"/>.</summary>
    public void Commit(int entry)
    {
        if (isQueued)
        {
            waiting.Add((start, used - start, entry));
            return;
        }

        Span<byte> value = stackalloc byte[LegacyMd5.Bytes];
        if (longHash.TryFinish(value)) inventory.SetMd5(entry, value);
    }

    public void Abandon()
    {
        used = start;
        if (isQueued) return;
        Span<byte> unused = stackalloc byte[LegacyMd5.Bytes];
        longHash.TryFinish(unused);
    }

    public void Flush()
    {
        // The longest first, so that no lane is left alone with one at the end.
        waiting.Sort((left, right) => left.Length != right.Length ? right.Length.CompareTo(left.Length) : left.Entry.CompareTo(right.Entry));
        var values = new byte[waiting.Count * LegacyMd5.Bytes];
        LegacyMd5.HashMany(buffer, waiting.ConvertAll(file => new Range(file.Start, file.Start + file.Length)).ToArray(), values);
        for (var i = 0; i < waiting.Count; i++) inventory.SetMd5(waiting[i].Entry, values.AsSpan(i * LegacyMd5.Bytes, LegacyMd5.Bytes));
        waiting.Clear();
        used = 0;
        start = 0;
    }

    /// <summary>Forgets what waits: the layer is rolled back.</summary>
    public void Clear()
    {
        waiting.Clear();
        (used, start) = (0, 0);
    }

    public void Dispose() => longHash.Dispose();
}
