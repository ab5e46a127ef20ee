using System.Buffers.Binary;
using System.Text;
using Compliance.Formats.Archives.Zip;

namespace Compliance.Tests.Formats.Archives.Zip;

/// <summary>A small archive, and its bytes changed at places that have names.</summary>
internal static class ZipSamples
{
    public static byte[] Small() => Make(
        ("mimetype", ZipMethod.Store, "application/vnd.etsi.asic-e+zip"),
        ("a/one.txt", ZipMethod.Deflate, string.Concat(Enumerable.Repeat("one and one ", 40))),
        ("a/two.txt", ZipMethod.Store, "two"),
        ("b/three.txt", ZipMethod.Deflate, string.Concat(Enumerable.Repeat("three, three! ", 50))));

    public static byte[] Make(params (string Name, ZipMethod Method, string Text)[] entries)
    {
        var output = new MemoryStream();
        var zip = new ZipWriter(output);
        foreach (var (name, method, text) in entries) zip.Add(name, method, Encoding.UTF8.GetBytes(text));
        zip.Finish();
        return output.ToArray();
    }

    public static byte[] ReadAll(Stream stream)
    {
        using var all = new MemoryStream();
        using (stream) stream.CopyTo(all);
        return all.ToArray();
    }

    /// <summary>Offsets of the central records.</summary>
    public static List<int> Centrals(byte[] zip)
    {
        var offsets = new List<int>();
        var at = (int)BinaryPrimitives.ReadUInt32LittleEndian(zip.AsSpan(zip.Length - 6));
        while (BinaryPrimitives.ReadUInt32LittleEndian(zip.AsSpan(at)) == 0x02014B50)
        {
            offsets.Add(at);
            at += 46 + BinaryPrimitives.ReadUInt16LittleEndian(zip.AsSpan(at + 28));
        }

        return offsets;
    }

    public static List<int> Locals(byte[] zip) => [.. Centrals(zip).Select(at => (int)BinaryPrimitives.ReadUInt32LittleEndian(zip.AsSpan(at + 42)))];

    public static byte[] With(byte[] zip, int at, params byte[] bytes)
    {
        var copy = (byte[])zip.Clone();
        bytes.CopyTo(copy, at);
        return copy;
    }

    /// <summary>Puts bytes in and moves the directory's offset in the end record along.</summary>
    public static byte[] Inserted(byte[] zip, int at, byte[] bytes)
    {
        byte[] longer = [.. zip[..at], .. bytes, .. zip[at..]];
        var end = longer.Length - 6;
        var directory = BinaryPrimitives.ReadUInt32LittleEndian(longer.AsSpan(end));
        if (directory >= at) BinaryPrimitives.WriteUInt32LittleEndian(longer.AsSpan(end), directory + (uint)bytes.Length);
        return longer;
    }

    /// <summary>Renames the entry in both places; the name must have as many bytes as before.</summary>
    public static byte[] Renamed(byte[] zip, int entry, string name)
    {
        var bytes = Encoding.Latin1.GetBytes(name);
        return With(With(zip, Centrals(zip)[entry] + 46, bytes), Locals(zip)[entry] + 30, bytes);
    }

    /// <summary>Changes the same field in the central record and in the local header.</summary>
    public static byte[] Both(byte[] zip, int entry, int centralField, params byte[] value) =>
        With(With(zip, Centrals(zip)[entry] + centralField, value), Locals(zip)[entry] + centralField - 2, value);
}
