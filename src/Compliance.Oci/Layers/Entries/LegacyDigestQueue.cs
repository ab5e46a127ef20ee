using Compliance.Cryptography.Hashing;
using Compliance.Oci.Files;

namespace Compliance.Oci.Layers.Entries;

/// <summary>
/// Computes the digests that package databases list: MD5 for dpkg, SHA-1 for apk. Files up to <see cref="MaxQueuedBytes"/> wait in one buffer until
/// it is full and are then hashed together; longer ones are hashed as they pass. Until the names of entries show which database the
/// image has, both are computed.
/// </summary>
internal sealed class LegacyDigestQueue(FileInventoryBuilder inventory) : IDisposable
{
    public const int MaxQueuedBytes = 4 << 20;

    private const int BufferBytes = 16 << 20;

    private const int SmallBufferBytes = 256 << 10;

    /// <summary>Files of an image without a sign of its database yet; later ones have no value if it turns out to be apk's.</summary>
    private const int MaxUndecided = 50_000;

    private readonly List<(int Start, int Length, int Entry)> waiting = [];
    private readonly List<(int Entry, byte[] Sha1)> undecided = [];
    private readonly LegacyMd5Hasher longMd5 = new();
    private readonly LegacySha1 longSha1 = new();
    private byte[] buffer = [];
    private int used;
    private int start;
    private bool isQueued;
    private bool hasSeenDpkg;
    private bool hasSeenApk;
    private bool isDebian;

    // A system of Debian's without a database yet: its files are hashed for dpkg only, which is what will come.
    private bool WantsSha1 => hasSeenApk || !isDebian;

    private bool WantsMd5 => !hasSeenApk;

    /// <summary>Learns from an entry's path which package manager the image has.</summary>
    public void See(ReadOnlySpan<byte> path)
    {
        if (path.StartsWith("var/lib/dpkg/"u8)) (hasSeenDpkg, isDebian) = (true, true);
        else if (path.SequenceEqual("etc/debian_version"u8) || path.StartsWith("etc/dpkg/"u8)) isDebian = true;
        else if (path.StartsWith("lib/apk/"u8) || path.StartsWith("usr/lib/apk/"u8) || path.StartsWith("etc/apk/"u8)) hasSeenApk = true;
    }

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
            if (WantsMd5) longMd5.Append(bytes);
            if (WantsSha1) longSha1.Append(bytes);
            return;
        }

        if (used + bytes.Length > buffer.Length) Grow(used + bytes.Length);
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
        if (longMd5.TryFinish(value) && WantsMd5) inventory.SetLegacy(entry, value);
        var sha1 = longSha1.Finish();
        if (WantsSha1) SetSha1(entry, sha1);
    }

    public void Abandon()
    {
        used = start;
        if (isQueued) return;
        Span<byte> unused = stackalloc byte[LegacyMd5.Bytes];
        longMd5.TryFinish(unused);
        longSha1.Finish();
    }

    public void Flush()
    {
        if (WantsMd5) FlushMd5();
        if (WantsSha1)
        {
            foreach (var file in waiting) SetSha1(file.Entry, LegacySha1.Compute(buffer.AsSpan(file.Start, file.Length)));
        }

        waiting.Clear();
        used = 0;
        start = 0;
    }

    /// <summary>Forgets what waits and what was computed from an entry on: the layer is rolled back.</summary>
    public void Clear(int firstEntry)
    {
        waiting.Clear();
        (used, start) = (0, 0);
        undecided.RemoveAll(value => value.Entry >= firstEntry);
    }

    /// <summary>An image with an apk database keeps SHA-1, one with dpkg's keeps MD5, any other none.</summary>
    public void FinishImage()
    {
        if (hasSeenApk)
        {
            foreach (var (entry, sha1) in undecided) inventory.SetLegacy(entry, sha1);
        }

        if (!hasSeenDpkg || hasSeenApk) inventory.ClearLegacy(PackedEntry.LegacyKind.Md5);
        undecided.Clear();
    }

    public void Dispose()
    {
        longMd5.Dispose();
        longSha1.Dispose();
    }

    /// <summary>A few small files take little; then it is as large as it gets. Pinned: a collection never moves it.</summary>
    private void Grow(int length)
    {
        var larger = GC.AllocateUninitializedArray<byte>(length <= SmallBufferBytes ? SmallBufferBytes : BufferBytes, pinned: true);
        buffer.AsSpan(0, used).CopyTo(larger);
        buffer = larger;
    }

    private void SetSha1(int entry, byte[] value)
    {
        if (hasSeenApk) inventory.SetLegacy(entry, value);
        else if (undecided.Count < MaxUndecided) undecided.Add((entry, value));
    }

    private void FlushMd5()
    {
        // The longest first, so that no lane is left alone with one at the end.
        waiting.Sort((left, right) => left.Length != right.Length ? right.Length.CompareTo(left.Length) : left.Entry.CompareTo(right.Entry));
        var values = new byte[waiting.Count * LegacyMd5.Bytes];
        LegacyMd5.HashMany(buffer, waiting.ConvertAll(file => new Range(file.Start, file.Start + file.Length)).ToArray(), values);
        for (var i = 0; i < waiting.Count; i++) inventory.SetLegacy(waiting[i].Entry, values.AsSpan(i * LegacyMd5.Bytes, LegacyMd5.Bytes));
    }
}
