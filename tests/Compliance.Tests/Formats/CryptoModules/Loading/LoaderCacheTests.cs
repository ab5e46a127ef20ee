using Compliance.Formats.CryptoModules.Loading;
using Compliance.Formats.Reading;
using Compliance.Tests.World;

namespace Compliance.Tests.Formats.CryptoModules.Loading;

public sealed class LoaderCacheTests
{
    private static readonly byte[] Table = StubLoaderCache.Write(("libcrypto.so.3", "/usr/lib/libcrypto.so.3"), ("libz.so.1", "/lib/libz.so.1"));

    [Theory]
    [InlineData("alone", false)]
    [InlineData("behind the older form", true)]
    public void Entries_are_read_in_their_order(string why, bool behind)
    {
        var entries = LoaderCache.Read(behind ? StubLoaderCache.Behind(Table) : Table, "etc/ld.so.cache").Required();
        Assert.Equal([("libcrypto.so.3", "/usr/lib/libcrypto.so.3"), ("libz.so.1", "/lib/libz.so.1")], entries);
        Assert.NotEmpty(why);
    }

    [Fact]
    public void Table_of_this_machine_names_its_libraries()
    {
        if (!File.Exists("/etc/ld.so.cache")) Assert.Skip("the machine has no table of the loader");
        var entries = LoaderCache.Read(File.ReadAllBytes("/etc/ld.so.cache"), "etc/ld.so.cache").Required();
        Assert.Contains(entries, entry => entry.Name == "libc.so.6" && File.Exists(entry.Path));
    }

    [Theory]
    [InlineData("empty", 0, 0, 0)]
    [InlineData("cut in the header", 40, 0, 0)]
    [InlineData("cut in the table", 60, 0, 0)]
    [InlineData("cut in the texts", 110, 0, 0)]
    [InlineData("more entries than fit", -1, 20, 0x7f)]
    [InlineData("text beyond the file", -1, 54, 0x7f)]
    public void Damaged_table_is_refused(string why, int length, int at, int value)
    {
        var bytes = Table.ToArray();
        if (length < 0) bytes[at + 1] = (byte)value;
        var reading = LoaderCache.Read(length < 0 ? bytes : bytes[..length], "f");
        Assert.False(reading.TryGet(out _), why);
        Assert.Equal("MODU-0026", reading.Defects[0].Code.Text);
        Assert.NotEmpty(why);
    }
}
