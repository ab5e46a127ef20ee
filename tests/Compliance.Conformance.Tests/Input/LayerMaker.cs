using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using Compliance.Formats.Archives.Compression;
using Compliance.Formats.Archives.Tar;
using Compliance.Oci.Models;
using ZstdSharp;

namespace Compliance.Conformance.Tests.Input;

/// <summary>
/// Makes a layer from entries such as <c>file etc/x 10</c> (bytes), <c>symlink a b</c>, <c>hardlink a b</c>, <c>directory a</c>, <c>device a</c>,
/// <c>program a rust-list-broken</c> (see <see cref="ProgramMaker"/>), <c>zeros a 300</c> (MiB), <c>entries 1000000</c>, <c>noise 4096</c> (bytes that are no tar). Nothing is held uncompressed.
/// </summary>
internal static class LayerMaker
{
    public static (byte[] Blob, string MediaType, string DiffId) Make(string compression, IEnumerable<string> entries, int seed)
    {
        var blob = new MemoryStream();
        using var hash = SHA256.Create();
        using (var compressed = Compress(blob, compression))
        using (var stream = new CryptoStream(compressed, hash, CryptoStreamMode.Write, leaveOpen: true))
        {
            var buffered = new BufferedStream(stream, 1 << 20);
            var tar = new TarWriter(buffered);
            foreach (var entry in entries) Add(tar, buffered, entry.Split(' '), seed);
            tar.Finish();
            buffered.Flush();
        }

        return (blob.ToArray(), MediaTypeOf(compression), $"sha256:{Convert.ToHexStringLower(hash.Hash!)}");
    }

    private static void Add(TarWriter tar, Stream stream, string[] words, int seed)
    {
        switch (words)
        {
            case ["file", var path, var size]: tar.Add(new TarItem(path, TarEntryType.Regular), Noise(Number(size), seed)); break;
            case ["zeros", var path, var mebibytes]: tar.Add(new TarItem(path, TarEntryType.Regular), new ZeroStream((long)Number(mebibytes) << 20), (long)Number(mebibytes) << 20); break;
            case ["symlink", var path, var target]: tar.Add(new TarItem(path, TarEntryType.SymbolicLink) { LinkName = target }); break;
            case ["hardlink", var path, var target]: tar.Add(new TarItem(path, TarEntryType.HardLink) { LinkName = target }); break;
            case ["directory", var path]: tar.Add(new TarItem(path, TarEntryType.Directory) { Mode = 0x1ED }); break;
            case ["device", var path]: tar.Add(new TarItem(path, TarEntryType.CharacterDevice)); break;
            case ["entries", var number]:
                for (var i = 0; i < Number(number); i++) tar.Add(new TarItem(string.Create(CultureInfo.InvariantCulture, $"e/{i / 1000}/{i}"), TarEntryType.Regular));
                break;
            case ["program", var path, var kind]: tar.Add(new TarItem(path, TarEntryType.Regular) { Mode = 0x1ED }, ProgramMaker.Make(kind)); break;
            case ["deep", var levels]: tar.Add(new TarItem(string.Join('/', Enumerable.Repeat("d", Number(levels))), TarEntryType.Regular)); break;
            case ["noise", var size]: stream.Write(Noise(Number(size), seed)); break;
            default: throw new FormatException($"no entry is made of '{string.Join(' ', words)}'");
        }
    }

    private static byte[] Noise(int size, int seed)
    {
        var bytes = new byte[size];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private static Stream Compress(Stream target, string compression) => compression switch
    {
        "gzip" => new GZipStream(target, CompressionLevel.Optimal, leaveOpen: true),
        "zstd" => new CompressionStream(target, level: 3, leaveOpen: true),
        "none" => new BufferedStream(target, 1 << 16),
        _ => throw new FormatException($"no layer is compressed by '{compression}'"),
    };

    private static string MediaTypeOf(string compression) => compression switch
    {
        "gzip" => OciMediaTypes.LayerGzip.Text,
        "zstd" => OciMediaTypes.LayerZstd.Text,
        _ => OciMediaTypes.Layer.Text,
    };

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private sealed class ZeroStream(long left) : ForwardStream
    {
        private long left = left;

        public override int Read(Span<byte> buffer)
        {
            var read = (int)Math.Min(left, buffer.Length);
            buffer[..read].Clear();
            left -= read;
            return read;
        }
    }
}
