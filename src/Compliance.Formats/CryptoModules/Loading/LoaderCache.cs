using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using Compliance.Formats.Reading;

namespace Compliance.Formats.CryptoModules.Loading;

/// <summary>
/// The table in which glibc's loader finds libraries by name: <c>/etc/ld.so.cache</c>, written by <c>ldconfig</c> (glibc <c>sysdeps/generic/dl-cache.h</c>). The form
/// <c>glibc-ld.so.cache1.1</c>, alone or behind the older <c>ld.so-1.7.0</c>, in either byte order.
/// </summary>
public static class LoaderCache
{
    /// <summary>Where it lies in an image.</summary>
    public const string Path = "etc/ld.so.cache";

    private const int MaxEntries = 100_000;
    private const int MaxNameBytes = 4096;
    private const int OldHeader = 16;
    private const int OldEntry = 12;
    private const int Header = 48;
    private const int Entry = 24;

    private static ReadOnlySpan<byte> Magic => "glibc-ld.so.cache1.1"u8;

    /// <summary>Name and path of each entry, in the order of the table. Rejected: another form, a table that does not lie in the file, or an entry whose text does not.</summary>
    public static Reading<ImmutableArray<(string Name, string Path)>> Read(ReadOnlyMemory<byte> bytes, string document)
    {
        var span = bytes.Span;
        var start = Start(span);
        if (start < 0 || span.Length - start < Header || !span[start..].StartsWith(Magic)) return Reject(document, 0, "the file is no table of the loader in a form that is known");
        var table = span[start..];
        // Writers of before 2.33 state no byte order: the one in which the table fits is it.
        var isBig = Count(table, isBig: false) is not { } little || little > (table.Length - Header) / Entry;
        if (Count(table, isBig) is not { } count || count > MaxEntries || count > (table.Length - Header) / Entry) return Reject(document, start, "the table names more entries than it holds");
        var entries = ImmutableArray.CreateBuilder<(string Name, string Path)>();
        for (var index = 0; index < count; index++)
        {
            var at = Header + (index * Entry);
            if (Text(table, Word(table[(at + 4)..], isBig)) is not { } name || Text(table, Word(table[(at + 8)..], isBig)) is not { } path) return Reject(document, start + at, "an entry's text does not lie in the file");
            entries.Add((name, path));
        }

        return Readings.Accept(entries.ToImmutable());
    }

    /// <summary>Where the form that is read begins: behind the older one, at a multiple of eight; -1 when the older one does not fit.</summary>
    private static int Start(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.StartsWith("ld.so-1.7.0"u8)) return 0;
        if (bytes.Length < OldHeader) return -1;
        foreach (var isBig in (bool[])[false, true])
        {
            var end = OldHeader + (Word(bytes[12..], isBig) * OldEntry);
            if (end <= bytes.Length) return (int)((end + 7) & ~7L) is var start && start <= bytes.Length ? start : -1;
        }

        return -1;
    }

    private static long? Count(ReadOnlySpan<byte> table, bool isBig) => table.Length < Header ? null : Word(table[20..], isBig);

    private static long Word(ReadOnlySpan<byte> bytes, bool isBig) => isBig ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);

    private static string? Text(ReadOnlySpan<byte> table, long offset)
    {
        if (offset >= table.Length) return null;
        var rest = table[(int)offset..];
        if (rest.Length > MaxNameBytes) rest = rest[..MaxNameBytes];
        var end = rest.IndexOf((byte)0);
        return end < 0 ? null : Encoding.UTF8.GetString(rest[..end]);
    }

    private static Reading<ImmutableArray<(string Name, string Path)>> Reject(string document, long offset, string why) =>
        Readings.Reject<ImmutableArray<(string Name, string Path)>>(CryptoModuleDiagnostics.LoaderCacheUnread, new Locator(document, offset), why);
}
