using System.Runtime.InteropServices;
using Compliance.Cryptography.Hashing;
using Compliance.Formats;
using Compliance.Formats.Reading;

namespace Compliance.Evidence.Raw;

/// <summary>
/// A raw document with a way to its bytes. The bytes were checked against <see cref="RawItem.Sha256"/> when they were taken in (from the image
/// at audit time, from the package at verification); opening again gives the same bytes. Thread safe.
/// </summary>
public sealed class RawDocument(RawItem item, Func<Stream> open)
{
    private readonly ReadOnlyMemory<byte>? held;

    private RawDocument(RawItem item, ReadOnlyMemory<byte> bytes)
        : this(item, () => OpenMemory(bytes)) => held = bytes;

    public RawItem Item { get; } = item;

    /// <summary>A document held in memory.</summary>
    /// <param name="path">Entry name under <c>data/evidence/</c>, from <see cref="RawPaths"/>.</param>
    /// <param name="bytes">Kept, not copied: must not change afterwards.</param>
    public static RawDocument Of(string path, RawRole role, string origin, MediaType mediaType, ReadOnlyMemory<byte> bytes) =>
        new(new RawItem(path, role, origin, mediaType, Digests.Sha256(bytes.Span), bytes.Length), bytes);

    /// <summary>A new stream at the first byte; the caller disposes it.</summary>
    public Stream Open() => open();

    /// <summary>All bytes.</summary>
    /// <exception cref="InvalidOperationException">The document is larger than <paramref name="limits"/> allow; callers ask <see cref="Fits"/> first.</exception>
    public byte[] ReadAll(Limits limits)
    {
        if (!Fits(limits)) throw new InvalidOperationException($"{Item.Origin} has {Item.Size} bytes, more than {limits.MaxDocumentBytes}");
        using var stream = Open();
        var bytes = new byte[Item.Size];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>All bytes, without a copy where they are held in memory: the receiver only reads them.</summary>
    /// <exception cref="InvalidOperationException">As for <see cref="ReadAll"/>.</exception>
    public ReadOnlyMemory<byte> Content(Limits limits) => held is { } bytes && Fits(limits) ? bytes : ReadAll(limits);

    public bool Fits(Limits limits) => Item.Size <= Math.Min(limits.MaxDocumentBytes, Array.MaxLength);

    public Locator Locate(int? line = null, int? column = null, string? pointer = null, long? offset = null) =>
        new(Item.Origin, offset, line, column, pointer);

    private static MemoryStream OpenMemory(ReadOnlyMemory<byte> bytes) => MemoryMarshal.TryGetArray(bytes, out var array)
        ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
        : new MemoryStream(bytes.ToArray(), writable: false);
}
