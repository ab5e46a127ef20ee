using System.Text;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Oci;
using Compliance.Oci.Files;

namespace Compliance.Tests.Oci.Files;

public sealed class FileInventoryTests
{
    [Fact]
    public void Inventory_reads_back_equal_and_writes_the_same_bytes()
    {
        var inventory = Sample();
        var text = Text(inventory);
        var back = FileInventory.Read(new MemoryStream(text), Limits.Default).Required();
        Assert.Equal(inventory.AsEnumerable(), back);
        Assert.Equal(inventory.LayerCount, back.LayerCount);
        Assert.Equal(text, Text(back));
    }

    [Fact]
    public void Text_is_the_documented_one()
    {
        var lines = Encoding.UTF8.GetString(Text(Sample())).Split('\n');
        Assert.Equal("""{"inventory":1,"layers":3,"entries":6}""", lines[0]);
        Assert.Equal("""{"layer":0,"path":"etc","kind":"directory","mode":493,"uid":0,"gid":0}""", lines[1]);
        Assert.StartsWith("""{"layer":0,"path":"usr/bin/g++ \"ü\"","kind":"file","mode":2541,"uid":1,"gid":2,"size":3,"sha256":"ba7816bf""", lines[2], StringComparison.Ordinal);
        Assert.Equal("""{"layer":1,"path":"lnk","kind":"symlink","mode":511,"uid":0,"gid":0,"link":"../etc"}""", lines[4]);
        Assert.Equal("", lines[^1]);
    }

    public static TheoryData<string, string, string> Wrong => new()
    {
        { "\"layers\":3", "\"layers\":2", "INV-0001" },
        { "\"entries\":6", "\"entries\":7", "INV-0003" },
        { "\"entries\":6", "\"entries\":5", "INV-0001" },
        { "\"entries\":6", "\"entries\":99999999", "INV-0004" },
        { "\"inventory\":1", "\"inventory\":2", "INV-0001" },
        { "\"mode\":493", "\"mode\":4096", "INV-0001" },
        { "\"mode\":493", "\"mode\": 493", "INV-0002" },
        { "\"path\":\"etc\"", "\"path\":\"/etc\"", "INV-0001" },
        { "\"path\":\"etc\"", "\"path\":\"a/../etc\"", "INV-0001" },
        { "\"path\":\"etc\"", "\"path\":\"e\\u0074c\"", "INV-0002" },
        { "\"path\":\"etc\"", "\"path\":\"e\\u0000c\"", "INV-0001" },
        { "\"kind\":\"directory\"", "\"kind\":\"folder\"", "INV-0001" },
        { "\"layer\":1", "\"layer\":0", "" },
        { "\"layer\":2", "\"layer\":0", "INV-0001" },
        { "\"size\":3", "\"size\":-3", "INV-0001" },
        { "\"sha256\":\"ba", "\"sha256\":\"BA", "INV-0002" },
        { "\"sha256\":\"ba", "\"sha256\":\"b", "INV-0001" },
        { "\"uid\":0,\"gid\":0}", "\"uid\":0,\"gid\":0,\"x\":1}", "INV-0002" },
        { "\"link\":\"../etc\"", "\"link\":\"../etc\",\"link\":\"x\"", "INV-0002" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Text_that_is_not_as_written_is_refused(string find, string replace, string code)
    {
        var text = Encoding.UTF8.GetString(Text(Sample()));
        var at = text.IndexOf(find, StringComparison.Ordinal);
        var changed = text[..at] + replace + text[(at + find.Length)..];
        var reading = FileInventory.Read(new MemoryStream(Encoding.UTF8.GetBytes(changed)), Limits.Default);
        Assert.Equal(code, reading.Defects.IsEmpty ? "" : reading.Defects[0].Code.Text);
    }

    [Fact]
    public void Every_truncation_is_refused()
    {
        var text = Text(Sample());
        for (var length = 0; length < text.Length; length++)
            Assert.IsType<Reading<FileInventory>.Rejected>(FileInventory.Read(new MemoryStream(text[..length]), Limits.Default));
    }

    [Fact]
    public void Mutated_texts_are_refused_or_write_the_same_bytes()
    {
        foreach (var mutation in Mutations.Of(Text(Sample()), Mutations.Count, 3))
        {
            if (FileInventory.Read(new MemoryStream(mutation), Limits.Default).TryGet(out var inventory)) Assert.Equal(mutation, Text(inventory));
        }
    }

    [Fact]
    public void Endless_line_is_refused_in_bounded_memory()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var reading = FileInventory.Read(new EndlessStream(), Limits.Default);
        Assert.Equal([OciCodes.InventoryTooLarge], reading.Defects.Select(defect => defect.Code));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 4 << 20);
    }

    [Fact]
    public void Million_entries_take_at_most_300_bytes_each()
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var inventory = Million();
        var perEntry = (GC.GetTotalMemory(forceFullCollection: true) - before) / inventory.Count;
        Assert.InRange(perEntry, 100, 300);
        Assert.Equal("usr/share/doc/package-000999/some/deeper/folder/file-000999999.txt", inventory[999_999].Path);
        var root = RootFileSystem.Merge(inventory);
        Assert.Equal(1_000_000, root.Find("usr/share/doc/package-000123/some/deeper/folder/file-000123456.txt")!.Size);
        Assert.Equal(1000, root.Children("usr/share/doc/package-000777/some/deeper/folder").Count());
        GC.KeepAlive(inventory);
    }

    private static FileInventory Million()
    {
        var builder = new FileInventoryBuilder();
        Span<byte> sha256 = stackalloc byte[32];
        for (var i = 0; i < 1_000_000; i++)
        {
            var index = builder.Add(Encoding.UTF8.GetBytes($"usr/share/doc/package-{i / 1000:D6}/some/deeper/folder/file-{i:D9}.txt"), default, FileKind.Regular, 0x1A4, i / 250_000);
            builder.SetContent(index, 1_000_000, sha256);
        }

        return builder.Build(4);
    }

    internal static FileInventory Sample()
    {
        var builder = new FileInventoryBuilder();
        builder.Add(Entry("etc", FileKind.Directory, 0x1ED, 0));
        builder.Add(Entry("usr/bin/g++ \"ü\"", FileKind.Regular, 0x9ED, 0) with { Uid = 1, Gid = 2, Size = 3, Sha256 = Digest.Parse("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"), Md5 = "900150983cd24fb0d6963f7d28e17f72" });
        builder.Add(Entry("", FileKind.Directory, 0x1ED, 0));
        builder.Add(Entry("lnk", FileKind.SymbolicLink, 0x1FF, 1) with { LinkTarget = "../etc" });
        builder.Add(Entry("hard", FileKind.HardLink, 0x1A4, 1) with { LinkTarget = "usr/bin/g++ \"ü\"" });
        builder.Add(Entry("etc/shadow", FileKind.Whiteout, 0, 2));
        return builder.Build(3);
    }

    internal static FileEntry Entry(string path, FileKind kind, int mode, int layer) =>
        new() { Path = path, Kind = kind, Mode = mode, Uid = 0, Gid = 0, Size = 0, LinkTarget = "", Sha256 = null, Md5 = null, Layer = layer };

    internal static byte[] Text(FileInventory inventory)
    {
        var stream = new MemoryStream();
        inventory.WriteTo(stream);
        return stream.ToArray();
    }

    private sealed class EndlessStream : Compliance.Formats.Archives.Compression.ForwardStream
    {
        private bool isFirst = true;

        public override int Read(Span<byte> buffer)
        {
            buffer.Fill((byte)'x');
            if (isFirst) "{\"inventory\":1,\"layers\":1,\"entries\":1}\n"u8.CopyTo(buffer);
            isFirst = false;
            return buffer.Length;
        }
    }
}
