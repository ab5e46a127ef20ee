using System.IO.Compression;
using System.Text;
using Compliance.Formats.Archives.Zip;

namespace Compliance.Tests.Formats.Archives.Zip;

public sealed class ZipWriterTests
{
    [Fact]
    public void Same_entries_give_the_same_bytes() => Assert.Equal(ZipSamples.Small(), ZipSamples.Small());

    [Fact]
    public void The_media_type_of_an_asic_container_stands_at_offset_38()
    {
        var bytes = ZipSamples.Small();
        Assert.Equal("application/vnd.etsi.asic-e+zip", Encoding.ASCII.GetString(bytes, 38, 31));
    }

    [Fact]
    public void What_is_written_is_read_by_the_strict_reader_and_by_the_runtime()
    {
        var bytes = ZipSamples.Small();
        var contents = StrictZip.Read(new MemoryStream(bytes), "x.zip").Required();
        using var theirs = new ZipArchive(new MemoryStream(bytes));
        Assert.Equal(theirs.Entries.Select(entry => entry.FullName), contents.Entries.Select(entry => entry.Name));
        foreach (var entry in theirs.Entries)
        {
            using var open = entry.Open();
            Assert.Equal(ZipSamples.ReadAll(open), ZipSamples.ReadAll(contents.Open(contents.Find(entry.FullName)!)));
        }
    }

    [Fact]
    public void Deflate_that_does_not_help_or_shrinks_too_much_is_stored()
    {
        var output = new MemoryStream();
        var zip = new ZipWriter(output);
        var noise = new byte[5000];
        new Random(7).NextBytes(noise);
        Assert.Equal(ZipMethod.Store, zip.Add("noise", ZipMethod.Deflate, noise).Method);
        Assert.Equal(ZipMethod.Store, zip.Add("zeros", ZipMethod.Deflate, new byte[2 << 20]).Method);
        Assert.Equal(ZipMethod.Deflate, zip.Add("text", ZipMethod.Deflate, Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("hello ", 99)))).Method);
        zip.Finish();
        var contents = StrictZip.Read(output, "x.zip").Required();
        Assert.Equal(noise, ZipSamples.ReadAll(contents.Open(contents.Entries[0])));
        Assert.Equal(2 << 20, ZipSamples.ReadAll(contents.Open(contents.Entries[1])).Length);
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("/x")]
    [InlineData("a//b")]
    [InlineData("a/./b")]
    [InlineData("a\\b")]
    [InlineData("C:x")]
    [InlineData("x.")]
    [InlineData("x /y")]
    [InlineData("aux.txt")]
    [InlineData("ä")]
    [InlineData("a/")]
    [InlineData("")]
    [InlineData("1/2/3/4/5/6/7/8/9/10/11/12/13")]
    public void A_name_that_is_not_allowed_is_the_callers_bug(string name) =>
        Assert.Throws<ArgumentException>(() => new ZipWriter(new MemoryStream()).Add(name, ZipMethod.Store, new byte[1]));
}
