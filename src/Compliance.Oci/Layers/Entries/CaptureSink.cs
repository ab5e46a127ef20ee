using Compliance.Formats;

namespace Compliance.Oci.Layers.Entries;

/// <summary>Takes the bytes of one file after the other into the store; what grows beyond the memory allowed moves to the temporary file.</summary>
internal sealed class CaptureSink(CapturedFiles store, long maxMemoryBytes)
{
    private readonly List<Digest> addedInLayer = [];
    private byte[] buffer = new byte[64 << 10];
    private long memoryUsed;
    private int buffered;
    private long scratchStart;
    private long scratchUsed;
    private bool isSpilled;

    public long Length { get; private set; }

    public void Begin() => (buffered, Length, isSpilled, scratchStart) = (0, 0, false, scratchUsed);

    public void Append(ReadOnlySpan<byte> bytes)
    {
        Length += bytes.Length;
        if (!isSpilled && memoryUsed + Length > maxMemoryBytes) Spill();
        if (isSpilled)
        {
            WriteToScratch(bytes);
            return;
        }

        if (buffered + bytes.Length > buffer.Length) Array.Resize(ref buffer, Math.Max(buffer.Length * 2, buffered + bytes.Length));
        bytes.CopyTo(buffer.AsSpan(buffered));
        buffered += bytes.Length;
    }

    public void Commit(Digest sha256)
    {
        if (store.Contains(sha256))
        {
            Abandon();
            return;
        }

        if (isSpilled)
        {
            store.Add(sha256, scratchStart, Length);
        }
        else
        {
            store.Add(sha256, buffer.AsSpan(0, buffered).ToArray());
            memoryUsed += buffered;
        }

        addedInLayer.Add(sha256);
    }

    public void Abandon() => scratchUsed = scratchStart;

    public void BeginLayer() => addedInLayer.Clear();

    /// <summary>The layer was not what it should be: what came from it goes.</summary>
    public void RollBackLayer()
    {
        foreach (var sha256 in addedInLayer) store.Remove(sha256);
        addedInLayer.Clear();
    }

    private void Spill()
    {
        isSpilled = true;
        WriteToScratch(buffer.AsSpan(0, buffered));
    }

    private void WriteToScratch(ReadOnlySpan<byte> bytes)
    {
        RandomAccess.Write(store.Scratch.SafeFileHandle, bytes, scratchUsed);
        scratchUsed += bytes.Length;
    }
}
