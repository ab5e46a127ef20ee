using System.Text;
using Compliance.Formats.Archives.Tar;

namespace Compliance.Tests.Formats.Archives.Tar;

/// <summary>Archives with one thing wrong, made block by block.</summary>
internal static class TarCases
{
    private static readonly byte[] End = new byte[1024];

    public static string Describe(TarEntry entry) => $"{Encoding.UTF8.GetString(entry.Name)} {entry.Type} {entry.Size}";

    public static byte[] Make(string name) => name switch
    {
        "not-tar" => new byte[600].Select((_, i) => (byte)(i + 1)).ToArray(),
        "checksum" => [.. Good(), .. Header("b", '0', 0, edit: block => block[0] ^= 1, fix: false), .. End],
        "cut-body" => [.. Good(), .. Header("b", '0', 2000), .. new byte[512]],
        "cut-header" => [.. Good(), .. Header("b", '0', 0)[..100]],
        "negative-size" => [.. Header("b", '0', 0, edit: block => block.AsSpan(124, 12).Fill(0xFF)), .. End],
        "size-not-octal" => [.. Header("b", '0', 0, edit: block => block[130] = (byte)'9'), .. End],
        "sparse-gnu" => [.. Header("s", 'S', 512, edit: block => block[482] = 1), .. new byte[512], .. new byte[512], .. Good(), .. End],
        "sparse-pax" => [.. Pax('x', "22 GNU.sparse.major=1\n"), .. Header("s", '0', 3), .. Block("abc"), .. Good(), .. End],
        "unknown-type" => [.. Header("m", 'M', 3), .. Block("abc"), .. Good(), .. End],
        "no-end" => Good(),
        "one-zero-block" => [.. Good(), .. new byte[512]],
        "data-after-end" => [.. Good(), .. End, .. Good()],
        "global-path" => [.. Pax('g', "13 path=other\n".Replace("13", "14", StringComparison.Ordinal)), .. Good(), .. End],
        "directory-with-size" => [.. Header("d/", '5', 3), .. Good(), .. End],
        "pax-record-without-newline" => [.. Pax('x', "10 path=abc"), .. Good(), .. End],
        "pax-length-too-long" => [.. Pax('x', "99 path=abc\n"), .. Good(), .. End],
        "pax-size-negative" => [.. Pax('x', "11 size=-1\n"), .. Good(), .. End],
        "pax-size-large" => [.. Pax('x', "22 size=9000000000000\n"), .. Header("big", '0', 0)],
        "extension-at-end" => [.. Good(), .. Pax('x', "12 path=abc\n"), .. End],
        "huge-extension" => [.. Header("x", 'x', 2 << 20), .. Good(), .. End],
        "long-name" => [.. LongName(5000), .. Header("b", '0', 0), .. Good(), .. End],
        "empty-name" => [.. Header("", '0', 0), .. End],
        "mixed" => [.. LongName(200), .. Header("b", '0', 3), .. Block("abc"), .. Pax('x', "12 path=abc\n"), .. Header("c", '2', 0), .. Good(), .. End],
        _ => throw new ArgumentException($"no case '{name}'", nameof(name)),
    };

    private static byte[] Good() => [.. Header("after", '0', 3), .. Block("abc")];

    private static byte[] LongName(int length) => [.. Header("././@LongLink", 'L', length + 1), .. Block(new string('n', length) + "\0")];

    private static byte[] Pax(char type, string records) => [.. Header("pax", type, records.Length), .. Block(records)];

    private static byte[] Block(string text)
    {
        var block = new byte[(text.Length + 511) / 512 * 512];
        Encoding.Latin1.GetBytes(text, block);
        return block;
    }

    private static byte[] Header(string name, char type, long size, Action<byte[]>? edit = null, bool fix = true)
    {
        var block = new byte[512];
        Encoding.ASCII.GetBytes(name, block);
        Octal(block, 100, 8, 0x1A4);
        Octal(block, 108, 8, 0);
        Octal(block, 116, 8, 0);
        Octal(block, 124, 12, size);
        Octal(block, 136, 12, 0);
        block[156] = (byte)type;
        Encoding.ASCII.GetBytes("ustar\00000", block.AsSpan(257));
        if (fix) edit?.Invoke(block);
        block.AsSpan(148, 8).Fill((byte)' ');
        Octal(block, 148, 7, block.Sum(octet => octet));
        block[154] = 0;
        if (!fix) edit?.Invoke(block);
        return block;
    }

    private static void Octal(byte[] block, int at, int length, long value)
    {
        for (var i = length - 2; i >= 0; i--, value >>= 3) block[at + i] = (byte)('0' + (value & 7));
    }
}
