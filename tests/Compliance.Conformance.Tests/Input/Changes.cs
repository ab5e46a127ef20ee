using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Compliance.Conformance.Tests.Input;

/// <summary>Named changes of bytes, the same ones each time.</summary>
internal static class Changes
{
    public static Func<byte[], byte[]> Of(ImmutableArray<string> words, int seed) => words switch
    {
        ["keep", var bytes] => whole => whole[..Number(bytes)],
        ["cut", var bytes] => whole => whole[..^Number(bytes)],
        ["flip a bit"] => whole => Flip(whole, seed),
        ["empty"] => _ => [],
        ["append", var text] => whole => [.. whole, .. Encoding.UTF8.GetBytes(text)],
        ["text", var text] => _ => Encoding.UTF8.GetBytes(text),
        ["replace", var old, var now] => whole => Replace(whole, old, now),
        ["nest", var levels] => whole => AfterBrace(whole, Encoding.ASCII.GetBytes($"\"x\":{new string('[', Number(levels))}{new string(']', Number(levels))},")),
        ["invalid utf-8"] => whole => AfterBrace(whole, [(byte)'"', 0xFF, 0xFE, (byte)'"', (byte)':', (byte)'1', (byte)',']),
        ["pad", var mebibytes] => whole => AfterBrace(whole, Padding(Number(mebibytes))),
        ["zeros", var mebibytes] => _ => new byte[Number(mebibytes) << 20],
        ["noise", var bytes] => _ => Noise(Number(bytes), seed),
        ["sbom", var mebibytes] => _ => AfterBrace("{\"spdxVersion\":\"SPDX-2.3\",\"SPDXID\":\"SPDXRef-DOCUMENT\",\"name\":\"x\",\"packages\":[]}"u8.ToArray(), Padding(Number(mebibytes))),
        ["zip bomb", var mebibytes] => _ => ZipBomb(Number(mebibytes)),
        ["zip entry twice"] => ZipTwice,
        ["gzip of zeros", var mebibytes] => _ => Gzip(new byte[Number(mebibytes) << 20]),
        _ => throw new FormatException($"no change is named '{string.Join(' ', words)}'"),
    };

    private static byte[] Flip(byte[] whole, int seed)
    {
        var changed = (byte[])whole.Clone();
        var random = new Random(seed);
        changed[random.Next(changed.Length)] ^= (byte)(1 << random.Next(8));
        return changed;
    }

    private static byte[] Replace(byte[] whole, string old, string now)
    {
        var text = Encoding.Latin1.GetString(whole);
        if (!text.Contains(old, StringComparison.Ordinal)) throw new FormatException($"there is no '{old}' to replace");
        var at = text.IndexOf(old, StringComparison.Ordinal);
        return Encoding.Latin1.GetBytes($"{text[..at]}{now}{text[(at + old.Length)..]}");
    }

    private static byte[] AfterBrace(byte[] json, byte[] member)
    {
        var at = Array.IndexOf(json, (byte)'{') + 1;
        return [.. json[..at], .. member, .. json[at..]];
    }

    private static byte[] Padding(int mebibytes)
    {
        var text = new StringBuilder();
        for (var i = 0; text.Length < mebibytes << 20; i++) text.Append(CultureInfo.InvariantCulture, $"\"p{i}\":\"{new string('a', 1000)}\",");
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    private static byte[] Noise(int size, int seed)
    {
        var bytes = new byte[size];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private static byte[] Gzip(byte[] bytes)
    {
        var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(bytes);
        return output.ToArray();
    }

    private static byte[] ZipBomb(int mebibytes)
    {
        var output = new MemoryStream();
        using (var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true))
        using (var entry = zip.CreateEntry("mimetype", CompressionLevel.Optimal).Open()) entry.Write(new byte[mebibytes << 20]);
        return output.ToArray();
    }

    private static byte[] ZipTwice(byte[] package)
    {
        var output = new MemoryStream();
        output.Write(package);
        using (var zip = new ZipArchive(output, ZipArchiveMode.Update, leaveOpen: true))
        using (var entry = zip.CreateEntry("package.json").Open()) entry.Write("{}"u8);
        return output.ToArray();
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
