using System.Buffers.Binary;
using System.Text;
using Compliance.Pipeline.Compose.Loader;

namespace Compliance.Conformance.Tests.Apk;

/// <summary>Caches that glibc's own ldconfig wrote: our order is the loader's, and what we write holds the same libraries.</summary>
public sealed class LoaderCacheConformanceTests
{
    private const string Folder = "apk/apko/ldso-cache-testdata";

    [Fact]
    public void Caches_are_written_with_the_same_libraries_in_the_same_order()
    {
        using var suite = new ConformanceSuite("apk-loader-cache", Folder);
        foreach (var file in Vectors.Files(Folder, "ld.so.cache"))
        {
            var golden = Read(File.ReadAllBytes(file));
            suite.Check($"{Vectors.Name(file)} order", Text(golden), () => Text([.. golden.Reverse().OrderByDescending(entry => entry.Name, LoaderOrder.Instance)]));
            suite.Check($"{Vectors.Name(file)} content", Text(golden), () => Text(Read(LoaderCache.Write(golden))));
        }

        suite.Finish();
    }

    private static string Text(IEnumerable<LoaderEntry> entries) => string.Join('\n', entries);

    /// <summary>As the loader reads: offsets from the beginning of the file, names and paths ended by zero.</summary>
    private static LoaderEntry[] Read(byte[] cache)
    {
        if (!cache.AsSpan().StartsWith("glibc-ld.so.cache1.1"u8)) throw new InvalidDataException("no cache");
        var entries = new LoaderEntry[BinaryPrimitives.ReadInt32LittleEndian(cache.AsSpan(20))];
        for (var i = 0; i < entries.Length; i++)
        {
            var record = cache.AsSpan(48 + (24 * i), 24);
            entries[i] = new LoaderEntry(Word(cache, BinaryPrimitives.ReadInt32LittleEndian(record[8..])), BinaryPrimitives.ReadUInt32LittleEndian(record));
            if (entries[i].Name != Word(cache, BinaryPrimitives.ReadInt32LittleEndian(record[4..]))) throw new InvalidDataException("a key is not the name of its path");
        }

        return entries;
    }

    private static string Word(ReadOnlySpan<byte> cache, int at) => Encoding.UTF8.GetString(cache[at..(at + cache[at..].IndexOf((byte)0))]);
}
