using System.Buffers.Binary;
using System.Text;

namespace Compliance.Tests.Formats.Packages.Rpm;

/// <summary>Headers as rpm stores them.</summary>
internal static class HeaderSample
{
    public static byte[] Package(string name, string version, string release, params (string Path, string Sha256)[] files)
    {
        var sample = new List<(int Tag, int Type, int Count, byte[] Bytes)>
        {
            (1000, 6, 1, Text(name)), (1001, 6, 1, Text(version)), (1002, 6, 1, Text(release)), (1014, 6, 1, Text("MIT")), (1022, 6, 1, Text("x86_64")),
            (1044, 6, 1, Text($"{name}-{version}-{release}.src.rpm")),
        };
        if (files.Length > 0)
        {
            sample.Add((1030, 3, files.Length, [.. files.SelectMany(_ => new byte[] { 0x81, 0xA4 })]));
            sample.Add((1035, 8, files.Length, [.. files.SelectMany(file => Text(file.Sha256))]));
            sample.Add((1116, 4, files.Length, [.. Enumerable.Range(0, files.Length).SelectMany(Number)]));
            sample.Add((1117, 8, files.Length, [.. files.SelectMany(file => Text(file.Path[(file.Path.LastIndexOf('/') + 1)..]))]));
            sample.Add((1118, 8, files.Length, [.. files.SelectMany(file => Text("/" + file.Path[..(file.Path.LastIndexOf('/') + 1)]))]));
            sample.Add((5011, 4, 1, Number(8)));
        }

        return Write(sample);
    }

    public static byte[] Write(IReadOnlyList<(int Tag, int Type, int Count, byte[] Bytes)> entries)
    {
        var (index, data) = (new List<byte>(), new List<byte>());
        foreach (var (tag, type, count, bytes) in entries)
        {
            foreach (var number in (int[])[tag, type, data.Count, count]) index.AddRange(Number(number));
            data.AddRange(bytes);
        }

        return [.. Number(entries.Count), .. Number(data.Count), .. index, .. data];
    }

    private static byte[] Text(string text) => [.. Encoding.UTF8.GetBytes(text), 0];

    private static byte[] Number(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }
}
