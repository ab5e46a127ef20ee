namespace Compliance.Evidence.Acquisition.Modules;

/// <summary>
/// One file after the other in the same memory. It is taken in two steps, for the bytes that really come and never for a size that an archive
/// states, and its pages are first touched when bytes lie in them: it costs what the largest program does.
/// </summary>
internal sealed class PassingBytes
{
    private const int UsualBytes = 64 << 20;

    /// <summary>Larger files are not looked into.</summary>
    public const int MaxBytes = 256 << 20;

    private byte[] buffer = [];
    private int used;

    /// <summary>More came than is held.</summary>
    public bool IsTooLarge { get; private set; }

    /// <summary>The file so far; good until the next <see cref="Begin"/>.</summary>
    public ReadOnlyMemory<byte> Bytes => buffer.AsMemory(0, used);

    public void Begin() => (used, IsTooLarge) = (0, false);

    public void Append(ReadOnlySpan<byte> bytes)
    {
        IsTooLarge |= bytes.Length > MaxBytes - used;
        if (IsTooLarge || bytes.IsEmpty) return;
        if (bytes.Length > buffer.Length - used) Grow(used + bytes.Length);
        bytes.CopyTo(buffer.AsSpan(used));
        used += bytes.Length;
    }

    private void Grow(int length)
    {
        // Pinned: a collection never moves it.
        var larger = GC.AllocateUninitializedArray<byte>(length <= UsualBytes ? UsualBytes : MaxBytes, pinned: true);
        buffer.AsSpan(0, used).CopyTo(larger);
        buffer = larger;
    }
}
