using System.Globalization;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Oci;
using Compliance.Oci.Files;

namespace Compliance.Tests.Oci.Files;

public sealed class RootFileSystemTests
{
    /// <summary>Entries a line: layer, kind (f d s h w o), path, and content or target. Expected: live paths in order.</summary>
    public static TheoryData<string, string[], string[]> Merges => new()
    {
        { "file of a higher layer replaces", ["0 f a old", "1 f a new"], ["a=new"] },
        { "whiteout hides lower layers only", ["0 f d/a x", "1 w d/a", "1 f d/a y"], ["d/", "d/a=y"] },
        { "whiteout after the new file in its layer spares it", ["0 f a x", "1 f a y", "1 w a"], ["a=y"] },
        { "whiteout of a directory takes all below", ["0 f d/a x", "0 f d/e/b y", "0 f z 1", "1 w d"], ["z=1"] },
        { "whiteout of nothing is nothing", ["0 f a x", "1 w b/c", "1 w c"], ["a=x"] },
        { "opaque empties lower layers", ["0 f d/a x", "0 f d/e/b y", "1 f d/c z", "1 o d"], ["d/", "d/c=z"] },
        { "opaque root", ["0 f a x", "1 o -", "1 f b y"], ["b=y"] },
        { "file replaces directory and all below", ["0 f d/a x", "1 f d y"], ["d=y"] },
        { "directory over directory keeps what is below", ["0 f d/a x", "1 d d"], ["d/", "d/a=x"] },
        { "directory over link replaces the link", ["0 f usr/lib/a x", "0 s lib usr/lib", "1 d lib"], ["lib/", "usr/", "usr/lib/", "usr/lib/a=x"] },
        { "parents are followed through links", ["0 d usr/lib", "0 s lib usr/lib", "1 f lib/a x"], ["lib->usr/lib", "usr/", "usr/lib/", "usr/lib/a=x"] },
        { "absolute links stay inside", ["0 s lib /usr/lib", "0 f lib/a x"], ["lib->/usr/lib", "usr/", "usr/lib/", "usr/lib/a=x"] },
        { "climbing links stay inside", ["0 s out ../../../etc", "0 f out/a x"], ["etc/", "etc/a=x", "out->../../../etc"] },
        { "whiteouts go through links", ["0 f usr/lib/a x", "0 s lib usr/lib", "1 w lib/a"], ["lib->usr/lib", "usr/", "usr/lib/"] },
        { "a whiteout of a link spares its target", ["0 f usr/lib/a x", "0 s lib usr/lib", "1 w lib"], ["usr/", "usr/lib/", "usr/lib/a=x"] },
        { "hard link has its target's content", ["0 f a x", "0 h b a"], ["a=x", "b=x"] },
        { "hard link keeps the content that it was made to", ["0 f a x", "0 h b a", "1 f a y"], ["a=y", "b=x"] },
        { "hard link outlives its target", ["0 f a x", "1 h b a", "2 w a"], ["b=x"] },
        { "hard link to a hard link", ["0 f a x", "0 h b a", "0 h c /./b"], ["a=x", "b=x", "c=x"] },
        { "hard link does not follow a link", ["0 f a x", "0 s s a", "0 h b s"], ["a=x", "b->a", "s->a"] },
        { "order is that of paths", ["0 f a/b 1", "0 f a-c 2", "0 f a.d 3", "0 f a0 4"], ["a-c=2", "a.d=3", "a/", "a/b=1", "a0=4"] },
        { "a name comes back after removal", ["0 f d/a 1", "1 w d", "2 f d/b 2", "3 w d/b", "4 f d/a 3"], ["d/", "d/a=3"] },
    };

    [Theory]
    [MemberData(nameof(Merges))]
    public void Layers_are_merged(string what, string[] entries, string[] expected)
    {
        var root = Merge(entries);
        Assert.True(expected.SequenceEqual(root.All.Select(Show)), $"{what}: {string.Join(" ", root.All.Select(Show))}");
        Assert.Empty(root.Defects);
        Assert.Equal(expected.Length, root.Count);
        Assert.Equal(root.Files, root.FilesWhere(_ => true));
        Assert.Equal(root.Files.Where(file => file.Path.Contains('a')), root.FilesWhere(path => path.Contains('a')));
    }

    [Theory]
    [InlineData("ROOT-0001", "0 h b a")]
    [InlineData("ROOT-0001", "0 d a", "0 h b a")]
    [InlineData("ROOT-0001", "0 h a a")]
    [InlineData("ROOT-0002", "0 f a x", "0 f a/b y")]
    [InlineData("ROOT-0003", "0 s a b", "0 s b a", "0 f a/c x")]
    [InlineData("LAYER-0012", "0 f a x", "0 f a y")]
    public void Entry_that_cannot_be_applied_is_told(string code, params string[] entries) =>
        Assert.Equal([code], Merge(entries).Defects.Select(defect => defect.Code.Text));

    [Fact]
    public void Hard_link_without_target_has_no_content()
    {
        var link = Merge("0 h b a").Find("b")!;
        Assert.Equal((FileKind.HardLink, null), (link.Kind, link.Sha256));
    }

    [Fact]
    public void Links_are_resolved_inside_the_root()
    {
        var root = Merge("0 f usr/lib/x/libssl.so.3 1", "0 s usr/lib/x/libssl.so libssl.so.3", "0 s lib usr/lib", "0 s abs /lib/x/../x/libssl.so", "0 s up ../../../../lib", "0 s loop loop", "0 s gone nowhere");
        Assert.Equal("usr/lib/x/libssl.so.3", root.Resolve("/lib/x/libssl.so")!.Path);
        Assert.Equal("usr/lib/x/libssl.so.3", root.Resolve("abs")!.Path);
        Assert.Equal("usr/lib/x/libssl.so", root.Find("lib/x/libssl.so")!.Path);
        Assert.Equal(FileKind.SymbolicLink, root.Find("abs")!.Kind);
        Assert.Equal("usr/lib", root.Resolve("up")!.Path);
        Assert.Null(root.Resolve("loop"));
        Assert.Null(root.Resolve("gone"));
        Assert.Null(root.Find("usr/lib/x/libssl.so.3/below"));
        Assert.Null(root.Find(""));
        Assert.Equal(["usr/lib/x/libssl.so", "usr/lib/x/libssl.so.3"], root.Children("lib/x").Select(entry => entry.Path));
        Assert.Equal(["abs", "gone", "lib", "loop", "up", "usr"], root.Children("").Select(entry => entry.Path));
    }

    [Fact]
    public void Chain_of_41_links_is_a_loop_and_40_is_not()
    {
        var entries = Enumerable.Range(0, 41).Select(i => $"0 s l{i} l{i + 1}").Append("0 f l41 x").ToArray();
        var root = Merge(entries);
        Assert.Null(root.Resolve("l0"));
        Assert.Equal("l41", root.Resolve("l1")!.Path);
    }

    [Fact]
    public void Links_that_fan_out_end_soon()
    {
        // Each link names the next one twice; without one bound for the whole walk this doubles forty times.
        var entries = Enumerable.Range(0, 60).Select(i => $"0 s l{i} l{i + 1}/../l{i + 1}/..").Append("0 d l60").ToArray();
        Assert.Null(Merge(entries).Resolve("l0/x"));
    }

    [Fact]
    public void Deep_paths_of_few_entries_do_not_make_a_large_tree()
    {
        var builder = new FileInventoryBuilder();
        for (var i = 0; i < 20; i++) builder.Add(FileInventoryTests.Entry(string.Join('/', Enumerable.Repeat($"d{i}", 100)), FileKind.Directory, 0x1ED, 0));
        var root = RootFileSystem.Merge(builder.Build(1), Limits.Default with { MaxImageEntries = 500 });
        Assert.InRange(root.Count, 900, 1000);
        Assert.All(root.Defects, defect => Assert.Equal(OciCodes.RootTooLarge, defect.Code));
        Assert.NotEmpty(root.Defects);
    }

    [Fact]
    public void Long_chains_of_links_for_many_entries_end_in_bounded_work()
    {
        var entries = new List<string>();
        for (var i = 0; i < 39; i++) entries.Add($"0 s l{i} {string.Concat(Enumerable.Repeat("./", 1500))}l{i + 1}");
        entries.Add("0 d l39");
        for (var i = 0; i < 2000; i++) entries.Add(string.Create(CultureInfo.InvariantCulture, $"0 f l{i % 2}/{i} x"));
        var builder = new FileInventoryBuilder();
        foreach (var line in entries) builder.Add(Parse(line));
        var root = RootFileSystem.Merge(builder.Build(1), Limits.Default with { MaxImageEntries = 5000 });
        Assert.Contains(root.Defects, defect => defect.Code == OciCodes.RootTooLarge);
    }

    [Fact]
    public void Wide_directory_removed_again_and_again_stays_fast()
    {
        var entries = new List<string>();
        for (var layer = 0; layer < 200; layer += 2)
        {
            for (var i = 0; i < 500; i++) entries.Add(string.Create(CultureInfo.InvariantCulture, $"{layer} f d/{i} x"));
            entries.Add(string.Create(CultureInfo.InvariantCulture, $"{layer + 1} w d"));
        }

        Assert.Equal(0, Merge([.. entries]).Count);
    }

    [Fact]
    public void Random_layers_agree_with_a_plain_model()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var entries = RootModel.Random(new Random(seed));
            Assert.Equal(RootModel.Merge(entries), Merge([.. entries]).All.Select(Show));
        }
    }

    internal static RootFileSystem Merge(params string[] entries)
    {
        var builder = new FileInventoryBuilder();
        foreach (var line in entries) builder.Add(Parse(line));
        return RootFileSystem.Merge(builder.Build(256));
    }

    private static FileEntry Parse(string line)
    {
        var parts = line.Split(' ', 4);
        var kind = parts[1] switch
        {
            "f" => FileKind.Regular,
            "d" => FileKind.Directory,
            "s" => FileKind.SymbolicLink,
            "h" => FileKind.HardLink,
            "w" => FileKind.Whiteout,
            _ => FileKind.OpaqueWhiteout,
        };
        var entry = FileInventoryTests.Entry(parts[2] == "-" ? "" : parts[2], kind, 0x1A4, int.Parse(parts[0], CultureInfo.InvariantCulture));
        return kind switch
        {
            FileKind.Regular => entry with { Size = parts[3].Length, Sha256 = Content(parts[3]) },
            FileKind.SymbolicLink or FileKind.HardLink => entry with { LinkTarget = parts[3] },
            _ => entry,
        };
    }

    private static Digest Content(string text) => Digest.Parse($"sha256:{Convert.ToHexStringLower(System.Text.Encoding.ASCII.GetBytes(text.PadLeft(32)))}");

    private static string Show(FileEntry entry) => entry.Kind switch
    {
        FileKind.Directory => $"{entry.Path}/",
        FileKind.SymbolicLink => $"{entry.Path}->{entry.LinkTarget}",
        FileKind.Regular => $"{entry.Path}={System.Text.Encoding.ASCII.GetString(Convert.FromHexString(entry.Sha256!.Hex)).Trim()}",
        _ => $"{entry.Path}?{entry.Kind}",
    };
}
