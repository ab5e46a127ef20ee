using System.Collections.Concurrent;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Oci.Models;
using Compliance.Oci.Sources;

namespace Compliance.Oci.Registries.Pulling;

/// <summary>
/// Blobs of a repository, each fetched once, whole and checked, before anyone sees a byte of it: small ones in memory, others in files without a name that are gone with
/// this object, also when the process is killed. While one is read, the next two of its image are fetched.
/// </summary>
internal sealed class BlobSpool(RegistryReader reader, Limits limits, IProgress<PullProgress>? progress, CancellationToken cancellation) : IDisposable
{
    private const long MaxInMemory = 1 << 20;
    private const int Ahead = 2;

    private readonly ConcurrentDictionary<Digest, Lazy<Task<Spooled?>>> fetched = new();
    private readonly ConcurrentDictionary<Digest, long> sizes = new();
    private readonly ConcurrentDictionary<Digest, Digest[]> following = new();
    private readonly CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
    private long inMemory;
    private long bytes;
    private long total;

    /// <summary>What a descriptor says of a blob. The largest size counts: it bounds what is read, and the digest decides.</summary>
    public void Expect(Descriptor descriptor) => sizes.AddOrUpdate(descriptor.Digest, descriptor.Size, (_, known) => Math.Max(known, descriptor.Size));

    /// <summary>Blobs that are read one after the other.</summary>
    public void Follow(IReadOnlyList<Descriptor> layers)
    {
        foreach (var layer in layers) Expect(layer);
        for (var i = 0; i < layers.Count; i++) following.TryAdd(layers[i].Digest, [.. layers.Skip(i + 1).Take(Ahead).Select(layer => layer.Digest)]);
    }

    /// <summary>The size that was found, else the one that is expected; null for a blob that nothing names.</summary>
    public long? SizeOf(Digest digest) =>
        fetched.TryGetValue(digest, out var one) && one is { IsValueCreated: true, Value: { IsCompletedSuccessfully: true } done } ? done.Result?.Length : sizes.TryGetValue(digest, out var size) ? size : null;

    /// <summary>Begins to fetch what will be read soon.</summary>
    public void Begin(Digest digest) => _ = Fetch(digest);

    /// <summary>Waits until it is there; null when the registry has none.</summary>
    /// <exception cref="IOException">It can't be fetched, or is not what its digest says.</exception>
    public Stream? Open(Digest digest)
    {
        if (!sizes.ContainsKey(digest)) return null;
        var wanted = Fetch(digest);
        foreach (var next in following.GetValueOrDefault(digest, [])) _ = Fetch(next);
        // Sources are read by threads that do nothing else meanwhile.
        return wanted.GetAwaiter().GetResult()?.Open();
    }

    public void Dispose()
    {
        ended.Cancel();
        foreach (var one in fetched.Values.Where(one => one.IsValueCreated))
        {
            try
            {
                one.Value.GetAwaiter().GetResult()?.Dispose();
            }
            catch (Exception broken) when (broken is IOException or OperationCanceledException or UnauthorizedAccessException)
            {
                // Told to whoever asked for it.
            }
        }

        ended.Dispose();
    }

    private Task<Spooled?> Fetch(Digest digest) => fetched.GetOrAdd(digest, key => new Lazy<Task<Spooled?>>(() => Task.Run(() => FetchAsync(key), ended.Token))).Value;

    private async Task<Spooled?> FetchAsync(Digest digest)
    {
        var size = sizes[digest];
        if (size > limits.MaxLayerBytes) throw new IOException($"blob {digest} is said to have {size} bytes, {limits.MaxLayerBytes} allowed");
        Interlocked.Add(ref total, size);
        var isSmall = size <= MaxInMemory && Interlocked.Add(ref inMemory, size) <= limits.MaxSpoolMemoryBytes;
        Stream target = isSmall ? new MemoryStream() : ScratchFile.Create();
        var isThere = false;
        try
        {
            isThere = await reader.FetchBlobAsync(digest, size, target, new Meter(this), ended.Token).ConfigureAwait(false);
        }
        catch (RegistryException broken) when (broken.Defect.Code == OciCodes.BlobMismatch)
        {
            throw new BlobMismatchException(broken.Defect);
        }
        finally
        {
            if (!isThere) await target.DisposeAsync().ConfigureAwait(false);
        }

        return isThere ? new Spooled(target) : null;
    }

    private void Report(long more)
    {
        var now = Interlocked.Add(ref bytes, more);
        progress?.Report(new PullProgress(now, Interlocked.Read(ref total)));
    }

    private sealed class Meter(BlobSpool spool) : IProgress<long>
    {
        public void Report(long value) => spool.Report(value);
    }

    private sealed class Spooled(Stream held) : IDisposable
    {
        public long Length { get; } = held.Length;

        public Stream Open() => held is FileStream file ? new SliceStream(file.SafeFileHandle, 0, Length) : new MemoryStream(((MemoryStream)held).GetBuffer(), 0, (int)Length, writable: false);

        public void Dispose() => held.Dispose();
    }
}
