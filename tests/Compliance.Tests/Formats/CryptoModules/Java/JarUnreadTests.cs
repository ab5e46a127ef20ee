using System.Buffers.Binary;
using System.Text;
using Compliance.Formats.CryptoModules;
using Compliance.Formats.CryptoModules.Scanning;
using Compliance.Tests.World;

namespace Compliance.Tests.Formats.CryptoModules.Java;

/// <summary>What of a Java archive can't be read is said, never left out in silence.</summary>
public sealed class JarUnreadTests
{
    private static readonly byte[] Module = StubJar.BcFipsJar("2.0.0");
    private static readonly byte[] Fat = StubJar.Of(("lib/inner.jar", Module), StubJar.Class("com/app/Main.class"));

    [Fact]
    public void Whole_archive_leaves_no_gap()
    {
        Assert.Empty(Scan(Fat).Unread);
        Assert.Empty(Scan([.. "PK\x05\x06"u8, .. new byte[18]]).Unread);
    }

    [Theory]
    [InlineData("end cut off", 25)]
    [InlineData("half of the directory cut off", 60)]
    [InlineData("everything but the first bytes", 100_000)]
    public void Archive_without_directory_is_unread(string why, int cut) => Single("MODU-0021", "", Module[..^Math.Min(cut, Module.Length - 10)], why);

    [Fact]
    public void Inner_archive_does_not_pass_for_the_outer_one_whose_end_is_lost()
    {
        var scanned = Scan(Fat[..^25]);

        Assert.Equal("BC-FJA", Assert.Single(scanned.Modules).Name);
        Assert.Equal("MODU-0021", Assert.Single(scanned.Unread).Code.Text);
    }

    [Fact]
    public void Archive_that_is_none_is_unread() => Single("MODU-0021", "", "no archive at all"u8.ToArray(), "text");

    [Fact]
    public void Damaged_row_is_unread()
    {
        var rows = (byte[])Fat.Clone();
        rows[rows.AsSpan().LastIndexOf("PK\x01\x02"u8)] ^= 1;

        Assert.Equal("MODU-0021", Assert.Single(Scan(rows).Unread).Code.Text);
    }

    [Theory]
    [InlineData("encrypted", 8, 1)]
    [InlineData("packed by a method that is not read", 10, 14)]
    [InlineData("larger than is looked into", 24, 0x7fffffff)]
    [InlineData("larger than it is", 24, 5)]
    [InlineData("header elsewhere", 42, 3)]
    public void Entry_that_cant_be_read_is_named(string why, int field, int value)
    {
        var jar = (byte[])Fat.Clone();
        var row = jar.AsSpan(jar.AsSpan().LastIndexOf("lib/inner.jar"u8) - 46);
        if (field is 8 or 10) BinaryPrimitives.WriteUInt16LittleEndian(row[field..], (ushort)value);
        else BinaryPrimitives.WriteInt32LittleEndian(row[field..], value);

        Single("MODU-0022", "lib/inner.jar", jar, why);
    }

    [Fact]
    public void Damaged_bytes_of_an_entry_are_named()
    {
        var jar = StubJar.Of(("lib/a.so", new byte[5000]));
        jar.AsSpan(30 + "lib/a.so".Length, 8).Fill(0xff);

        Single("MODU-0022", "lib/a.so", jar, "deflated bytes");
    }

    [Fact]
    public void Archive_deeper_than_is_looked_into_is_named()
    {
        var jar = Module;
        for (var depth = 0; depth < 8; depth++) jar = StubJar.Of(("lib/next.jar", jar));

        Single("MODU-0022", "lib/next.jar!lib/next.jar!lib/next.jar", jar, "deep");
    }

    [Fact]
    public void Nested_archive_without_directory_is_named() => Single("MODU-0021", "lib/inner.jar", StubJar.Of(("lib/inner.jar", Module[..^30])), "nested");

    [Fact]
    public void Broken_library_inside_is_named() =>
        Single("MODU-0025", "lib/a.so", StubJar.Of(("lib/a.so", StubElf.Write("\0x\0"u8.ToArray(), ["x"], [], "a.so")[..150])), "library");

    [Fact]
    public void More_modules_than_are_listed_is_said()
    {
        var jar = StubJar.Of([.. Enumerable.Range(0, 201).Select(index => ($"lib/{index}.jar", StubJar.Of(StubJar.Class(StubJar.BcProv))))]);
        var scanned = Scan(jar);

        Assert.Equal(200, scanned.Modules.Length);
        Assert.Equal("MODU-0021", Assert.Single(scanned.Unread).Code.Text);
    }

    [Fact]
    public void Archive_behind_a_script_is_read()
    {
        byte[] started = [.. "#!/bin/sh\nexport OPENSSL_CONF=/x\nexec java -jar \"$0\"\n"u8, .. Module];
        var scanned = Scan(started);

        Assert.Equal("BC-FJA", Assert.Single(scanned.Modules).Name);
        Assert.Single(scanned.Script!.Touches);
        Assert.Empty(scanned.Unread);
    }

    [Fact]
    public void End_record_in_a_comment_deceives_nobody()
    {
        byte[] fake = [.. "PK\x05\x06"u8, .. new byte[18], .. "more"u8];
        var jar = Module.ToArray();
        BinaryPrimitives.WriteUInt16LittleEndian(jar.AsSpan(jar.Length - 2), (ushort)fake.Length);

        Assert.Equal("BC-FJA", Assert.Single(Scan([.. jar, .. fake]).Modules).Name);
    }

    [Fact]
    public void Long_continued_manifest_is_read_in_time()
    {
        var manifest = new StringBuilder("Bundle-Version: 1").Insert("Bundle-Version: 1".Length, "\n 0", 300_000);
        var module = Assert.Single(Scan(StubJar.Of(("META-INF/MANIFEST.MF", Encoding.ASCII.GetBytes(manifest.Append("\n\n").ToString())), StubJar.Class(StubJar.BcFips))).Modules);

        Assert.Equal(300_001, module.Version!.Version.Length);
    }

    private static void Single(string code, string place, byte[] jar, string why)
    {
        var scanned = Scan(jar);
        Assert.True(scanned.Unread.Length == 1, $"{why}: {string.Join(", ", scanned.Unread)}");
        Assert.Equal((code, place), (scanned.Unread[0].Code.Text, scanned.Unread[0].Locator.Document));
        Assert.Equal($"opt/app.jar{(place.Length == 0 ? "" : "!")}{place}", Assert.Single(scanned.UnreadAt("opt/app.jar")).Locator.Document);
        Assert.Empty(scanned.Modules);
    }

    private static ScannedContent Scan(byte[] bytes) => ModuleScanner.Scan(ByteSource.Of(bytes), isArchive: true)!;
}
