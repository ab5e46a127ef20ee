using System.Formats.Tar;
using System.Text;
using Compliance.Formats.Archives.Tar;
using Compliance.Formats.Reading;
using TarEntryType = Compliance.Formats.Archives.Tar.TarEntryType;
using TarReader = Compliance.Formats.Archives.Tar.TarReader;
using TarWriter = Compliance.Formats.Archives.Tar.TarWriter;

namespace Compliance.Tests.Formats.Archives.Tar;

public sealed class TarReaderTests
{
    [Theory]
    [InlineData(TarEntryFormat.V7)]
    [InlineData(TarEntryFormat.Ustar)]
    [InlineData(TarEntryFormat.Pax)]
    [InlineData(TarEntryFormat.Gnu)]
    public void Archive_of_the_platforms_writer_is_read_alike(TarEntryFormat format)
    {
        var longName = format == TarEntryFormat.V7 ? "short" : $"{new string('d', 60)}/{new string('f', 90)}";
        var stream = new MemoryStream();
        using (var writer = new System.Formats.Tar.TarWriter(stream, format, leaveOpen: true))
        {
            Write(writer, format, System.Formats.Tar.TarEntryType.Directory, "etc/", null);
            Write(writer, format, format == TarEntryFormat.V7 ? System.Formats.Tar.TarEntryType.V7RegularFile : System.Formats.Tar.TarEntryType.RegularFile, longName, new byte[1000]);
            Write(writer, format, System.Formats.Tar.TarEntryType.SymbolicLink, "link", null);
        }

        var entries = Read(stream.ToArray(), out var reader);
        Assert.Equal(["etc/ Directory 0", $"{longName} Regular 1000", "link SymbolicLink 0"], entries);
        Assert.Equal("etc/target", Encoding.UTF8.GetString(reader.Current.LinkName));
        Assert.Equal([], reader.Defects);
        Assert.True(reader.IsComplete);
    }

    [Fact]
    public void Entry_of_our_writer_comes_back_with_all_fields()
    {
        var item = new TarItem("äö/" + new string('n', 300), TarEntryType.Regular) { Mode = 0x9ED, Uid = 2_100_000_000, Gid = 7, ModifiedUnixSeconds = -5, UserName = "u" };
        var stream = new MemoryStream();
        var writer = new TarWriter(stream);
        writer.Add(item, "body"u8);
        writer.Finish();
        Assert.Equal([$"{item.Name} Regular 4"], Read(stream.ToArray(), out var reader));
        Assert.Equal((0x9ED, 2_100_000_000, 7, -5), (reader.Current.Mode, reader.Current.Uid, reader.Current.Gid, reader.Current.ModifiedUnixSeconds));
        stream.Position = 0;
        using var platform = new System.Formats.Tar.TarReader(stream);
        var entry = platform.GetNextEntry()!;
        Assert.Equal((item.Name, 4, 7), (entry.Name, entry.Length, entry.Gid));
    }

    public static TheoryData<string, string, bool> Broken => new()
    {
        { "not-tar", "TAR-0012", false },
        { "checksum", "TAR-0002", false },
        { "cut-body", "TAR-0001", false },
        { "cut-header", "TAR-0001", false },
        { "negative-size", "TAR-0003", false },
        { "size-not-octal", "TAR-0003", false },
        { "sparse-gnu", "TAR-0006", false },
        { "sparse-pax", "TAR-0006", false },
        { "unknown-type", "TAR-0007", false },
        { "no-end", "TAR-0008", true },
        { "one-zero-block", "TAR-0008", true },
        { "data-after-end", "TAR-0009", false },
        { "global-path", "TAR-0010", false },
        { "directory-with-size", "TAR-0011", false },
        { "pax-record-without-newline", "TAR-0004", false },
        { "pax-length-too-long", "TAR-0004", false },
        { "pax-size-negative", "TAR-0004", false },
        { "extension-at-end", "TAR-0004", false },
        { "huge-extension", "TAR-0005", false },
        { "long-name", "TAR-0005", false },
        { "empty-name", "TAR-0004", false },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void Broken_archive_is_told_by_its_code(string name, string code, bool isComplete)
    {
        Read(TarCases.Make(name), out var reader);
        Assert.Contains(reader.Defects, defect => defect.Code.Text == code);
        Assert.Equal(isComplete, reader.IsComplete);
    }

    [Theory]
    [InlineData("sparse-gnu")]
    [InlineData("sparse-pax")]
    [InlineData("unknown-type")]
    [InlineData("long-name")]
    public void Entry_that_is_refused_does_not_hide_the_next(string name) => Assert.Contains("after Regular 3", Read(TarCases.Make(name), out _));

    [Fact]
    public void Pax_size_beyond_octal_is_taken()
    {
        // The declared body is not there: the walk must end at once, and nothing may be allocated for it.
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(["big Regular 9000000000000"], Read(TarCases.Make("pax-size-large"), out var reader));
        Assert.Contains(reader.Defects, defect => defect.Code == TarCodes.Truncated);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 4 << 20);
    }

    [Fact]
    public void Missing_last_padding_is_a_missing_end_only()
    {
        var tar = TarCases.Make("no-end");
        Assert.Equal(["after Regular 3"], Read(tar[..^509], out var reader));
        Assert.True(reader.IsComplete);
        Assert.Equal([TarCodes.NoEnd], reader.Defects.Select(defect => defect.Code));
    }

    [Fact]
    public void Seeking_over_bodies_finds_the_same_entries()
    {
        var stream = new MemoryStream();
        var writer = new TarWriter(stream);
        for (var i = 0; i < 40; i++) writer.Add(new TarItem($"f{i}", TarEntryType.Regular), new byte[i * 7919]);
        writer.Finish();
        stream.Position = 0;
        var seeking = new TarReader(stream, "t", Limits.Default, seekOverBodies: true);
        var entries = new List<string>();
        while (seeking.Next()) entries.Add(TarCases.Describe(seeking.Current));
        Assert.Equal(Read(stream.ToArray(), out _), entries);
        Assert.Empty(seeking.Defects);
    }

    [Fact]
    public void Mutated_archives_never_throw()
    {
        var seeds = new[] { TarCases.Make("mixed"), TarCases.Make("sparse-gnu"), TarCases.Make("global-path") };
        foreach (var seed in seeds)
        {
            foreach (var mutation in Mutations.Of(seed, Mutations.Count, 11)) Read(mutation, out _);
        }
    }

    private static void Write(System.Formats.Tar.TarWriter writer, TarEntryFormat format, System.Formats.Tar.TarEntryType type, string name, byte[]? body)
    {
        System.Formats.Tar.TarEntry entry = format switch
        {
            TarEntryFormat.V7 => new V7TarEntry(type, name),
            TarEntryFormat.Ustar => new UstarTarEntry(type, name),
            TarEntryFormat.Pax => new PaxTarEntry(type, name),
            _ => new GnuTarEntry(type, name),
        };
        if (body is not null) entry.DataStream = new MemoryStream(body);
        if (type == System.Formats.Tar.TarEntryType.SymbolicLink) entry.LinkName = "etc/target";
        writer.WriteEntry(entry);
    }

    private static List<string> Read(byte[] bytes, out TarReader reader)
    {
        reader = new TarReader(new MemoryStream(bytes), "test.tar", Limits.Default);
        var entries = new List<string>();
        while (reader.Next())
        {
            entries.Add(TarCases.Describe(reader.Current));
            while (!reader.ReadBody().IsEmpty)
            {
            }
        }

        return entries;
    }
}
