using Compliance.Formats.CryptoModules;
using Compliance.Formats.CryptoModules.Elf;
using Compliance.Formats.Reading;
using Compliance.Tests.World;

namespace Compliance.Tests.Formats.CryptoModules.Elf;

public sealed class ElfReaderTests
{
    private static byte[] Sample => StubElf.Write("\0hello data\0"u8.ToArray(), ["first_symbol", "second_symbol"], ["libc.so.6", "libcrypto.so.3"], "libsample.so.1");

    [Fact]
    public void File_tables_are_read()
    {
        var file = ElfReader.Read(Sample, "f").Required();

        Assert.Equal(ElfClass.Bits64, file.Class);
        Assert.False(file.IsBigEndian);
        Assert.Equal((3, 62), (file.Type, file.Machine));
        Assert.Equal(["libc.so.6", "libcrypto.so.3"], file.Dynamic.Needed);
        Assert.Equal("libsample.so.1", file.Dynamic.Soname);
        Assert.Equal(["first_symbol", "second_symbol"], file.Symbols().Select(symbol => symbol.Name));
        Assert.All(file.Symbols(), symbol => Assert.True(symbol is { IsDefined: true, IsGlobal: true, IsDynamic: true }));
        Assert.Equal(40, file.BuildId.Length);
        Assert.Equal("\0hello data\0"u8.ToArray(), file.BytesOf(file.Section(".rodata")!).ToArray());
        Assert.Empty(ElfReader.Read(Sample, "f").Defects);
    }

    [Fact]
    public void Stripped_section_headers_leave_dynamic_entries_symbols_and_data()
    {
        var bytes = Sample;
        bytes.AsSpan(40, 8).Clear();
        bytes.AsSpan(60, 4).Clear();

        var file = ElfReader.Read(bytes, "f").Required();

        Assert.Empty(file.Sections);
        Assert.Equal("libsample.so.1", file.Dynamic.Soname);
        Assert.Contains(file.Symbols(), symbol => symbol.Name == "second_symbol");
        Assert.Equal(40, file.BuildId.Length);
        Assert.Contains(file.Data(), region => region.Span.IndexOf("hello data"u8) >= 0);
    }

    [Fact]
    public void Stream_and_memory_give_the_same()
    {
        using var stream = new MemoryStream(Sample);
        var fromStream = ElfReader.Read(ByteSource.Of(stream), "f").Required();
        var fromMemory = ElfReader.Read(Sample, "f").Required();

        Assert.Equal(fromMemory.Sections, fromStream.Sections);
        Assert.Equal(fromMemory.Symbols(), fromStream.Symbols());
        Assert.Equal(fromMemory.Dynamic.Needed, fromStream.Dynamic.Needed);
    }

    [Theory]
    [InlineData("", "ELF-0001")]
    [InlineData("4d5a", "ELF-0001")]
    [InlineData("7f454c46", "ELF-0002")]
    [InlineData("7f454c46030101000000000000000000000000000000", "ELF-0002")]
    [InlineData("7f454c46020101000000000000000000000000000000", "ELF-0002")]
    public void File_without_a_header_is_rejected(string hex, string code)
    {
        var reading = ElfReader.Read(Convert.FromHexString(hex), "f");

        Assert.IsType<Reading<ElfFile>.Rejected>(reading);
        Assert.Equal(code, Assert.Single(reading.Defects).Code.Text);
    }

    [Fact]
    public void Section_past_the_end_is_a_defect_and_the_rest_is_read()
    {
        var bytes = Sample;
        var reading = ElfReader.Read(bytes.AsMemory(0, bytes.Length - 64), "f");

        Assert.Contains(reading.Defects, defect => defect.Code == CryptoModuleDiagnostics.ElfSection);
        Assert.Equal("libsample.so.1", reading.Required().Dynamic.Soname);
    }

    [Theory]
    [InlineData(1, false, 52)]
    [InlineData(1, true, 52)]
    [InlineData(2, true, 64)]
    public void Header_of_every_class_and_byte_order_is_read(int elfClass, bool bigEndian, int length)
    {
        var bytes = new byte[length];
        "\u007fELF"u8.CopyTo(bytes);
        bytes[4] = (byte)elfClass;
        bytes[5] = (byte)(bigEndian ? 2 : 1);
        bytes[bigEndian ? 17 : 16] = 2;
        bytes[bigEndian ? 19 : 18] = 22;

        var file = ElfReader.Read(bytes, "f").Required();

        Assert.Equal((2, 22), (file.Type, file.Machine));
        Assert.Equal(bigEndian, file.IsBigEndian);
        Assert.Empty(file.Sections);
    }

    [Fact]
    public void Sections_that_all_name_the_whole_file_cost_no_more_than_the_file()
    {
        var body = new byte[1 << 20];
        var headers = new byte[64 * 60_000];
        for (var at = 0; at < headers.Length; at += 64)
        {
            headers[at + 4] = 11;
            headers[at + 8] = 2;
            BitConverter.TryWriteBytes(headers.AsSpan(at + 32), (long)(1 << 20));
        }

        byte[] bytes = [.. body, .. headers];
        "\u007fELF\u0002\u0001\u0001"u8.CopyTo(bytes);
        BitConverter.TryWriteBytes(bytes.AsSpan(40), 1L << 20);
        BitConverter.TryWriteBytes(bytes.AsSpan(58), (ushort)64);
        BitConverter.TryWriteBytes(bytes.AsSpan(60), (ushort)60_000);
        var file = ElfReader.Read(bytes, "f").Required();

        Assert.True(file.Symbols().LongCount() <= 4_000_000);
        Assert.True(file.Data().Sum(region => (long)region.Length) <= 2L * bytes.Length);
    }

    [Fact]
    public void Mutated_file_never_throws()
    {
        foreach (var bytes in Mutations.Of(StubModule.ProviderWithEmbeddedMac(), Mutations.Count, 7)) Walk(bytes);
    }

    internal static void Walk(byte[] bytes)
    {
        if (!ElfReader.Read(bytes, "f").TryGet(out var file)) return;
        foreach (var section in file.Sections) _ = file.BytesOf(section).Length;
        _ = file.Symbols().Count();
        _ = file.Data().Sum(region => (long)region.Length);
        _ = file.BuildId;
        _ = Compliance.Formats.CryptoModules.OpenSsl.ProviderIdentityReader.Read(file);
        _ = Compliance.Formats.CryptoModules.OpenSsl.LibcryptoIdentityReader.Read(file);
    }
}
