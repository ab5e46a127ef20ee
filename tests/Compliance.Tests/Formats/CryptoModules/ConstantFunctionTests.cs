using System.Text;
using Compliance.Formats.CryptoModules;
using Compliance.Formats.CryptoModules.Elf;
using Compliance.Tests.World;

namespace Compliance.Tests.Formats.CryptoModules;

/// <summary>Versions as functions return them, in the forms that compilers give them, and code that does anything else.</summary>
public sealed class ConstantFunctionTests
{
    /// <summary>Code at offset 0 of the data; the text "1.0.18" at offset 64.</summary>
    [Theory]
    [InlineData("lea, ret", "48 8d 05 39 00 00 00 c3", "1.0.18")]
    [InlineData("endbr64, lea, ret", "f3 0f 1e fa 48 8d 05 35 00 00 00 c3", "1.0.18")]
    [InlineData("frame, lea, pop, ret", "55 48 89 e5 48 8d 05 35 00 00 00 5d c3", "1.0.18")]
    [InlineData("no return behind it", "48 8d 05 39 00 00 00 90 c3", null)]
    [InlineData("another register", "48 8d 0d 39 00 00 00 c3", null)]
    [InlineData("outside of the file", "48 8d 05 00 00 00 7f c3", null)]
    [InlineData("before the file", "48 8d 05 00 00 00 80 c3", null)]
    [InlineData("empty text", "48 8d 05 3f 00 00 00 c3", null)]
    [InlineData("a call", "e8 00 00 00 00 c3", null)]
    public void Text_is_read_from_x86_64(string why, string code, string? text) => Assert.True(text == ConstantFunction.Text(Elf(code, 62), "f"), why);

    [Theory]
    [InlineData("adrp, add, ret", "00 00 00 90 00 00 05 91 c0 03 5f d6", "1.0.18")]
    [InlineData("bti, adrp, add, ret", "5f 24 03 d5 00 00 00 90 00 00 05 91 c0 03 5f d6", "1.0.18")]
    [InlineData("another register", "01 00 00 90 00 00 05 91 c0 03 5f d6", null)]
    [InlineData("a page before the file", "e0 ff ff f0 00 00 05 91 c0 03 5f d6", null)]
    public void Text_is_read_from_arm(string why, string code, string? text) => Assert.True(text == ConstantFunction.Text(Elf(code, 183), "f"), why);

    [Theory]
    [InlineData("mov, ret", 62, "b8 f4 34 86 78 c3", 2022061300L)]
    [InlineData("endbr64, mov, ret", 62, "f3 0f 1e fa b8 03 00 00 00 c3", 3L)]
    [InlineData("anything behind it", 62, "b8 03 00 00 00 83 c0 01 c3", null)]
    [InlineData("movz, ret", 183, "60 00 80 52 c0 03 5f d6", 3L)]
    [InlineData("movz, movk, ret", 183, "80 9e 86 52 c0 10 af 72 c0 03 5f d6", 2022061300L)]
    [InlineData("no return", 183, "60 00 80 52 00 00 00 00", null)]
    [InlineData("another machine", 243, "b8 03 00 00 00 c3", null)]
    public void Number_is_read(string why, int machine, string code, long? number) => Assert.True(number == ConstantFunction.Number(Elf(code, machine), "g", "f"), $"{why}: {ConstantFunction.Number(Elf(code, machine), "g", "f")}");

    [Fact]
    public void Function_that_is_not_defined_returns_nothing() => Assert.Null(ConstantFunction.Number(Elf("b8 03 00 00 00 c3", 62), "h"));

    private static ElfFile Elf(string code, int machine)
    {
        var data = new byte[128];
        Convert.FromHexString(code.Replace(" ", "", StringComparison.Ordinal)).CopyTo(data, 0);
        Encoding.ASCII.GetBytes("1.0.18\0").CopyTo(data, 64);
        var bytes = StubElf.Write(data, ["f@0"], [], "libx.so");
        bytes[18] = (byte)machine;
        return ElfReader.Read(bytes, "f").Required();
    }
}
