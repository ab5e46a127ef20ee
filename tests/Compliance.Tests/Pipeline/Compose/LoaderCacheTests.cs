using System.Text;
using Compliance.Formats.Archives.Tar;
using Compliance.Pipeline.Compose.Files;
using Compliance.Pipeline.Compose.Loader;

namespace Compliance.Tests.Pipeline.Compose;

public sealed class LoaderCacheTests
{
    [Theory]
    [InlineData("libyaml-0.so.2", "libyaml-cpp.so.0.8", 1)]
    [InlineData("libfoo.so.9", "libfoo.so.10", -1)]
    [InlineData("libfoo.so.13", "libfoo.so.13", 0)]
    [InlineData("libfoo.so.1", "libfoo.so", 1)]
    [InlineData("libfoo.so.01", "libfoo.so.1", 0)]
    public void Names_compare_as_the_loader_compares_them(string left, string right, int sign)
    {
        Assert.Equal(sign, Math.Sign(LoaderOrder.Instance.Compare(left, right)));
        Assert.Equal(-sign, Math.Sign(LoaderOrder.Instance.Compare(right, left)));
    }

    [Fact]
    public void Libraries_of_configured_folders_are_found_by_soname_and_link_name()
    {
        var tree = new ImageTree();
        Write(tree, "etc/ld.so.conf", "# first\ninclude /etc/ld.so.conf.d/*.conf\ninclude more.conf\n/opt/lib\n");
        Write(tree, "etc/more.conf", "/lib\n");
        Write(tree, "etc/ld.so.conf.d/b.conf", "/usr/lib\n");
        Write(tree, "etc/ld.so.conf.d/a.conf", "/sdk/lib   # comment\n");
        Link(tree, "lib", "usr/lib");
        tree.Write("usr/lib/libfoo.so.1", Library("libfoo.so.1"), 0x1ED, 0);
        tree.Write("usr/lib/libbare.so", Library(""), 0x1ED, 0);
        tree.Write("usr/lib/plugin.so", Library("plugin.so"), 0x1ED, 0);
        Write(tree, "usr/lib/libtext.so", "GROUP ( libfoo.so.1 )");
        tree.Write("sdk/lib/libsdk.so.1.2.3", Library("libsdk.so.1"), 0x1ED, 0);
        Link(tree, "sdk/lib/libsdk.so.1", "libsdk.so.1.2.3");
        Link(tree, "sdk/lib/libsdk.so", "libsdk.so.1");

        var folders = LoaderFolders.Read(tree, "etc/ld.so.conf");
        Assert.Equal(["/sdk/lib", "/usr/lib", "/lib", "/opt/lib"], folders);
        var entries = LoaderCache.Entries(tree, folders);
        Assert.Equal(["/sdk/lib/libsdk.so.1", "/sdk/lib/libsdk.so", "/usr/lib/libfoo.so.1", "/lib/libfoo.so.1", "/usr/lib/libbare.so", "/lib/libbare.so"], entries.Select(entry => entry.Path));
        Assert.All(entries, entry => Assert.Equal(0x0303u, entry.Flags));
    }

    [Fact]
    public void Files_that_include_each_other_end()
    {
        var tree = new ImageTree();
        Write(tree, "etc/ld.so.conf", "/a\ninclude ld.so.conf\n");
        Assert.Equal(["/a"], LoaderFolders.Read(tree, "etc/ld.so.conf"));
    }

    [Fact]
    public void Machines_own_ldconfig_reads_the_cache()
    {
        Assert.SkipUnless(File.Exists("/sbin/ldconfig") && OperatingSystem.IsLinux(), "ldconfig is missing");
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, LoaderCache.Write([new LoaderEntry("/usr/lib/libz.so.1", 0x0303), new LoaderEntry("/lib/liba.so.2", 0x0303)]));
            using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("/sbin/ldconfig", ["-p", "-C", file]) { RedirectStandardOutput = true, UseShellExecute = false })!;
            var said = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.Contains("2 libs found", said, StringComparison.Ordinal);
            Assert.Contains("libz.so.1 (libc6,x86-64) => /usr/lib/libz.so.1", said, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static void Write(ImageTree tree, string path, string text) => tree.Write(path, Encoding.UTF8.GetBytes(text), 0x1A4, 0);

    private static void Link(ImageTree tree, string path, string target) => tree.Put(path, new ImageNode(TarEntryType.SymbolicLink) { LinkName = target });

    /// <summary>The least that is a shared object of x86-64: one load segment over the file, one dynamic segment with strings and soname.</summary>
    internal static byte[] Library(string soname)
    {
        const int Dynamic = 64 + (2 * 56);
        const int Strings = Dynamic + (4 * 16);
        byte[] names = [0, .. Encoding.ASCII.GetBytes(soname), 0];
        var file = new byte[Strings + names.Length];
        "\u007fELF\u0002\u0001\u0001"u8.CopyTo(file);
        Put(16, 3 | (62 << 16), 4);
        Put(20, 1, 4);
        Put(32, 64, 8);
        Put(52, 64 | (56 << 16), 4);
        Put(56, 2, 4);
        Segment(64, 1, 0, file.Length);
        Segment(64 + 56, 2, Dynamic, 4 * 16);
        Tag(0, 5, Strings);
        Tag(1, 10, names.Length);
        if (soname.Length > 0) Tag(2, 14, 1);
        names.CopyTo(file, Strings);
        return file;

        void Segment(int at, int type, long offset, long size)
        {
            Put(at, type, 4);
            Put(at + 8, offset, 8);
            Put(at + 16, offset, 8);
            Put(at + 32, size, 8);
            Put(at + 40, size, 8);
        }

        void Tag(int number, long tag, long value)
        {
            Put(Dynamic + (number * 16), tag, 8);
            Put(Dynamic + (number * 16) + 8, value, 8);
        }

        void Put(int at, long value, int bytes)
        {
            for (var i = 0; i < bytes; i++) file[at + i] = (byte)(value >> (8 * i));
        }
    }
}
