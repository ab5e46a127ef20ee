using System.IO.Compression;
using System.Text;
using Compliance.Formats;
using Compliance.Formats.Archives.Compression;
using Compliance.Formats.Archives.Tar;
using Compliance.Oci.Models;
using ZstdSharp;

namespace Compliance.Tests.World;

/// <summary>One layer of a test image: entries in the order given, dated 1970, owned by root unless said otherwise.</summary>
public sealed class LayerBuilder
{
    private readonly List<Action<TarWriter>> entries = [];
    private CompressionKind compression = CompressionKind.Gzip;
    private byte[]? raw;
    private byte[]? archive;

    public LayerBuilder File(string path, string text, int mode = 0x1A4, long uid = 0, long gid = 0) => File(path, Encoding.UTF8.GetBytes(text), mode, uid, gid);

    public LayerBuilder File(string path, byte[] bytes, int mode = 0x1A4, long uid = 0, long gid = 0)
    {
        entries.Add(tar => tar.Add(new TarItem(path, TarEntryType.Regular) { Mode = mode, Uid = uid, Gid = gid }, bytes));
        return this;
    }

    public LayerBuilder Directory(string path, int mode = 0x1ED, long uid = 0, long gid = 0) => Entry(path, TarEntryType.Directory, "", mode, uid, gid);

    public LayerBuilder Symlink(string path, string target) => Entry(path, TarEntryType.SymbolicLink, target, 0x1FF);

    public LayerBuilder HardLink(string path, string target) => Entry(path, TarEntryType.HardLink, target, 0x1A4);

    public LayerBuilder Device(string path) => Entry(path, TarEntryType.CharacterDevice, "", 0x1B6);

    /// <summary>Hides a path of the layers below.</summary>
    public LayerBuilder Whiteout(string path) => File(Beside(path, $".wh.{path[(path.LastIndexOf('/') + 1)..]}"), "");

    /// <summary>Hides what the layers below have in a directory.</summary>
    public LayerBuilder Opaque(string directory) => File(directory.Length == 0 ? ".wh..wh..opq" : $"{directory}/.wh..wh..opq", "");

    public LayerBuilder Compressed(CompressionKind kind)
    {
        compression = kind;
        return this;
    }

    /// <summary>The layer's blob is these bytes instead, whatever they are.</summary>
    public LayerBuilder Raw(byte[] blob)
    {
        raw = blob;
        return this;
    }

    /// <summary>The layer is this tar archive instead of what was added.</summary>
    public LayerBuilder Archive(byte[] tar)
    {
        archive = tar;
        return this;
    }

    /// <summary>Blob, media type and diff id.</summary>
    public (byte[] Blob, MediaType MediaType, Digest DiffId) Build()
    {
        var bytes = archive ?? Tar();
        var mediaType = compression switch
        {
            CompressionKind.Gzip => OciMediaTypes.LayerGzip,
            CompressionKind.Zstd => OciMediaTypes.LayerZstd,
            _ => OciMediaTypes.Layer,
        };
        return (raw ?? Compress(bytes, compression), mediaType, LayoutBuilder.DigestOf(bytes));
    }

    private byte[] Tar()
    {
        var stream = new MemoryStream();
        var tar = new TarWriter(stream);
        foreach (var entry in entries) entry(tar);
        tar.Finish();
        return stream.ToArray();
    }

    public static byte[] Compress(byte[] bytes, CompressionKind kind)
    {
        var output = new MemoryStream();
        switch (kind)
        {
            case CompressionKind.Gzip:
                using (var gzip = new GZipStream(output, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(bytes);
                break;
            case CompressionKind.Zstd:
                using (var zstd = new CompressionStream(output, level: 1, leaveOpen: true)) zstd.Write(bytes);
                break;
            default:
                return bytes;
        }

        return output.ToArray();
    }

    private LayerBuilder Entry(string path, TarEntryType type, string target, int mode, long uid = 0, long gid = 0)
    {
        entries.Add(tar => tar.Add(new TarItem(path, type) { LinkName = target, Mode = mode, Uid = uid, Gid = gid }));
        return this;
    }

    private static string Beside(string path, string name) => path.Contains('/', StringComparison.Ordinal) ? $"{path[..path.LastIndexOf('/')]}/{name}" : name;
}
