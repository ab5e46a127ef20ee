using System.Text;
using Compliance.Cryptography.Hashing;
using Compliance.Formats.Archives.Compression;
using Compliance.Formats.Archives.Tar;
using Compliance.Formats.Reading;
using Compliance.Oci.Models;
using Compliance.Oci.Snapshots;

namespace Compliance.Pipeline.Reproduce;

/// <summary>Reads the entries of a layer for comparing.</summary>
internal static class LayerEntries
{
    /// <summary>Bytes of a file in which causes are looked for; larger files are only hashed.</summary>
    private const int MaxHead = 4 << 20;

    public static Reading<List<LayerEntry>> Read(ImageSnapshot image, Descriptor layer, Limits limits)
    {
        var opening = image.OpenBlob(layer);
        if (!opening.TryGet(out var stream)) return Readings.Reject<List<LayerEntry>>(opening.Defects);
        using var held = stream;
        using var buffered = new BufferedStream(stream, 1 << 16);
        var first = new byte[Decompression.MagicBytes];
        var count = buffered.ReadAtLeast(first, first.Length, throwOnEndOfStream: false);
        using var whole = new JoinedStream(first.AsMemory(0, count), buffered);
        using var plain = Decompression.Open(whole, Decompression.Sniff(first.AsSpan(0, count)));
        try
        {
            return Walk(new TarReader(plain, layer.Digest.ToString(), limits), limits);
        }
        catch (CorruptCompressionException corrupt)
        {
            return Readings.Reject<List<LayerEntry>>(corrupt.ToDefect(layer.Digest.ToString()));
        }
    }

    private static Reading<List<LayerEntry>> Walk(TarReader tar, Limits limits)
    {
        var entries = new List<LayerEntry>();
        while (tar.Next() && entries.Count < limits.MaxImageEntries)
        {
            var entry = tar.Current;
            using var hasher = new ContentHasher();
            using var head = new MemoryStream();
            for (var piece = tar.ReadBody(); !piece.IsEmpty; piece = tar.ReadBody())
            {
                hasher.Append(piece);
                if (head.Length + piece.Length <= MaxHead) head.Write(piece);
            }

            entries.Add(new LayerEntry(
                Encoding.UTF8.GetString(entry.Name).TrimEnd('/'), entry.Type, entry.Mode, entry.Uid, entry.Gid, entry.ModifiedUnixSeconds, Encoding.UTF8.GetString(entry.LinkName),
                $"{entry.DeviceMajor}:{entry.DeviceMinor}", hasher.Finish(), head.ToArray()));
        }

        return tar.IsComplete ? Readings.Accept(entries) : Readings.Reject<List<LayerEntry>>(tar.Defects);
    }

    /// <summary>Bytes that were looked at already, then the rest.</summary>
    private sealed class JoinedStream(ReadOnlyMemory<byte> first, Stream rest) : ForwardStream
    {
        private ReadOnlyMemory<byte> left = first;
        private long position;

        public override long Position
        {
            get => position;
            set => throw new NotSupportedException();
        }

        public override int Read(Span<byte> buffer)
        {
            var count = Math.Min(buffer.Length, left.Length);
            if (count == 0) count = rest.Read(buffer);
            else
            {
                left.Span[..count].CopyTo(buffer);
                left = left[count..];
            }

            position += count;
            return count;
        }
    }
}
