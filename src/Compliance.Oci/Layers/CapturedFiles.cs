using Compliance.Formats;
using Compliance.Oci.Files;
using Compliance.Oci.Sources;

namespace Compliance.Oci.Layers;

/// <summary>
/// Bytes of files that rules asked to keep, found by their SHA-256: in memory up to <see cref="Formats.Reading.Limits.MaxSpoolMemoryBytes"/>,
/// then in one temporary file that is gone after <see cref="Dispose"/>. Safe for several threads once the pass is over.
/// </summary>
public sealed class CapturedFiles : IDisposable
{
    private readonly Dictionary<Digest, Stored> files = [];
    private FileStream? scratch;

    internal CapturedFiles()
    {
    }

    /// <summary>Digests of all files kept, sorted.</summary>
    public IEnumerable<Digest> Digests => files.Keys.Order();

    public bool Contains(Digest sha256) => files.ContainsKey(sha256);

    /// <summary>A new, seekable stream over the file's bytes, which the caller disposes; null when they were not kept.</summary>
    public Stream? Open(Digest sha256)
    {
        if (!files.TryGetValue(sha256, out var stored)) return null;
        return stored.Bytes is { } bytes ? new MemoryStream(bytes, writable: false) : new SliceStream(scratch!.SafeFileHandle, stored.Offset, stored.Length);
    }

    /// <summary>As <see cref="Open(Digest)"/> for an entry; null also when it is not a file.</summary>
    public Stream? Open(FileEntry file) => file.Sha256 is { } sha256 ? Open(sha256) : null;

    /// <summary>All bytes of a file; null when they were not kept.</summary>
    public byte[]? ReadAll(Digest sha256)
    {
        using var stream = Open(sha256);
        if (stream is null) return null;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    public void Dispose()
    {
        scratch?.Dispose();
        files.Clear();
    }

    internal void Add(Digest sha256, byte[] bytes) => files.TryAdd(sha256, new Stored(bytes, 0, bytes.Length));

    internal void Add(Digest sha256, long offset, long length) => files.TryAdd(sha256, new Stored(null, offset, length));

    internal void Remove(Digest sha256) => files.Remove(sha256);

    internal FileStream Scratch => scratch ??= ScratchFile.Create();

    private readonly record struct Stored(byte[]? Bytes, long Offset, long Length);
}
