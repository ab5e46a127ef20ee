using System.IO.Compression;
using System.Globalization;
using System.Text;
using Compliance.Cryptography.Hashing;
using Compliance.Formats.Archives.Compression;
using Compliance.Formats.Archives.Tar;
using Compliance.Pipeline.Compose.Files;

namespace Compliance.Pipeline.Compose.Output;

/// <summary>Writes a layer, entry by entry as apko orders them: the same entries give the same diff id everywhere.</summary>
internal static class LayerTar
{
    /// <param name="items">Of this layer.</param>
    /// <param name="tree">The whole image, whose own databases name users and groups.</param>
    public static ComposedLayer Write(IEnumerable<LayerItem> items, ImageTree tree)
    {
        using var compressed = new MemoryStream();
        using var hash = new ContentHasher();
        using (var gzip = new GzipWriteStream(compressed, CompressionLevel.Optimal))
        using (var hashed = new TeeStream(gzip, hash))
        {
            WriteEntries(items, tree, new TarWriter(hashed));
        }

        var bytes = compressed.ToArray();
        return new ComposedLayer(bytes, ContentHasher.Sha256(bytes), hash.Finish());
    }

    private static void WriteEntries(IEnumerable<LayerItem> items, ImageTree tree, TarWriter tar)
    {
        var (users, groups) = (Names(tree, "etc/passwd"), Names(tree, "etc/group"));
        var first = new Dictionary<ImageNode, string>(ReferenceEqualityComparer.Instance);
        foreach (var (path, node, modified, content) in items)
        {
            var isAgain = node.Type == TarEntryType.Regular && !first.TryAdd(node, path);
            var item = new TarItem(path, isAgain ? TarEntryType.HardLink : node.Type)
            {
                Mode = node.Mode,
                Uid = node.Uid,
                Gid = node.Gid,
                UserName = users.GetValueOrDefault(node.Uid, ""),
                GroupName = groups.GetValueOrDefault(node.Gid, ""),
                ModifiedUnixSeconds = modified,
                LinkName = isAgain ? first[node] : node.LinkName,
                DeviceMajor = node.DeviceMajor,
                DeviceMinor = node.DeviceMinor,
                PaxRecords = node.Attributes.ToDictionary(pair => $"SCHILY.xattr.{pair.Key}", pair => pair.Value, StringComparer.Ordinal),
            };
            if (item.Type == TarEntryType.Regular) tar.Add(item, (content ?? node.Content).Span);
            else tar.Add(item);
        }

        tar.Finish();
    }

    /// <summary>Names by number, of the image's own databases; the last entry of a number counts, as with apko.</summary>
    private static Dictionary<long, string> Names(ImageTree tree, string path)
    {
        var names = new Dictionary<long, string>();
        if (tree.Follow(path) is not { Type: TarEntryType.Regular } file) return names;
        foreach (var line in Encoding.UTF8.GetString(file.Content.Span).Split('\n'))
        {
            var fields = line.Split(':');
            if (fields.Length > 2 && long.TryParse(fields[2], NumberStyles.None, CultureInfo.InvariantCulture, out var number)) names[number] = fields[0];
        }

        return names;
    }

    /// <summary>Hashes what passes.</summary>
    private sealed class TeeStream(Stream target, ContentHasher hash) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            hash.Append(buffer);
            target.Write(buffer);
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Flush() => target.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
