using System.IO.Compression;
using System.Text;
using Compliance.Formats.CryptoModules;
using Compliance.Formats.CryptoModules.Scanning;
using Compliance.Formats.Reading;
using Compliance.Tests.World;

namespace Compliance.Tests.Formats.CryptoModules.Scanning;

/// <summary>A program of a known family whose lists can't be read holds unknown cryptography, not none.</summary>
public sealed class UnreadTests
{
    private static readonly byte[] Plain = StubElf.Write("\0x\0"u8.ToArray(), ["x"], ["libc.so.6"], "libx.so");

    public static TheoryData<string, byte[]> CrateLists => new()
    {
        { "no zlib", "no zlib"u8.ToArray() },
        { "cut off", Zlib("{\"packages\":[{\"name\":\"ring\",\"version\":\"0.17.8\"}]}")[..20] },
        { "no JSON", Zlib("packages") },
        { "without the list", Zlib("{}") },
        { "a list of another kind", Zlib("{\"packages\":{}}") },
        { "a crate without a name", Zlib("{\"packages\":[{\"version\":\"0.17.8\"}]}") },
        { "asks for a preset dictionary", [0x78, 0x20, 0x14, 0x46, 0x15, 0xd2] },
        { "empty", [] },
        { "larger than is read", Zlib($"{{\"x\":\"{new string('x', 9 << 20)}\",\"packages\":[]}}") },
    };

    [Theory]
    [MemberData(nameof(CrateLists))]
    public void List_of_crates_that_cant_be_read_is_said(string why, byte[] section)
    {
        var defect = Single(StubElf.Write("\0x\0"u8.ToArray(), [], ["libc.so.6"], "", null, (".dep-v0", section)), why);

        Assert.Equal(("MODU-0023", ".dep-v0"), (defect.Code.Text, defect.Locator.Pointer));
    }

    [Theory]
    [InlineData("cut off", ".go.buildinfo", 40)]
    [InlineData("empty", ".go.buildinfo", 0)]
    [InlineData("taken out", ".gopclntab", 0)]
    public void Build_information_of_go_that_cant_be_read_is_said(string why, string section, int length)
    {
        var bytes = StubElf.Write("\0crypto/sha256.Sum256\0"u8.ToArray(), [], [], "", null, (section, StubPrograms.GoBuildInfo("go1.24.4", "path\tapp\n")[..length]));

        Assert.Equal("MODU-0024", Single(bytes, why).Code.Text);
    }

    [Theory]
    [InlineData("the header", 40)]
    [InlineData("program headers", 100)]
    [InlineData("sections", 300)]
    [InlineData("section headers", -100)]
    public void Program_that_ends_early_is_said(string where, int length) =>
        Assert.Equal("MODU-0025", Single(Plain[..(length < 0 ? Plain.Length + length : length)], where).Code.Text);

    [Fact]
    public void Whole_programs_leave_no_gap()
    {
        byte[][] whole = [Plain, StubPrograms.Rust(("serde", "1.0.0")), StubPrograms.Go("go1.24.4", [], ["main.main"]), StubPrograms.Nss("3.110").Library, StubModule.Libcrypto()];

        Assert.All(whole, bytes => Assert.Empty(ModuleScanner.Scan(ByteSource.Of(bytes), isArchive: false)!.Unread));
    }

    [Fact]
    public void Gaps_keep_code_and_place_in_the_record()
    {
        var defects = new[]
        {
            new Defect(CryptoModuleDiagnostics.CrateListUnread, new Locator("usr/bin/app", Pointer: ".dep-v0"), "why"),
            new Defect(CryptoModuleDiagnostics.ProgramDamaged, new Locator("usr/lib/x.so", 5), "why"),
        };
        var bytes = ScanDocumentWriter.Write(new ScanDocument(2, [], [.. defects]));

        Assert.Equal(defects, ScanDocumentReader.Read(bytes, "d", Limits.Default).Required().Unread);
        Assert.Contains("no code", Assert.Single(ScanDocumentReader.Read(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes).Replace("MODU-0023", "MODU-9999", StringComparison.Ordinal)), "d", Limits.Default).Defects).Message, StringComparison.Ordinal);
    }

    private static Defect Single(byte[] bytes, string why)
    {
        var scanned = ModuleScanner.Scan(ByteSource.Of(bytes), isArchive: false)!;
        Assert.True(scanned.Unread.Length == 1, $"{why}: {string.Join(", ", scanned.Unread)}");
        return scanned.Unread[0];
    }

    private static byte[] Zlib(string text)
    {
        using var output = new MemoryStream();
        using (var zlib = new ZLibStream(output, CompressionLevel.Optimal)) zlib.Write(Encoding.UTF8.GetBytes(text));
        return output.ToArray();
    }
}
