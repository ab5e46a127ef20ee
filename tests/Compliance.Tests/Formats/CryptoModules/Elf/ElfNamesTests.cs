using Compliance.Formats.CryptoModules.Elf;
using Compliance.Tests.World;

namespace Compliance.Tests.Formats.CryptoModules.Elf;

public sealed class ElfNamesTests
{
    private static readonly ElfNames Names = new(["dlopen", "dlsyms", "execve", new string('x', 100), "dlopen"]);

    [Fact]
    public void Names_of_the_set_are_found()
    {
        Assert.True(Names.Contains("dlopen"u8));
        Assert.True(Names.Contains("dlsyms"u8));
        Assert.True(Names.Contains("execve"u8));
        Assert.True(Names.Contains(Enumerable.Repeat((byte)'x', 100).ToArray()));
    }

    [Fact]
    public void Other_names_are_not()
    {
        Assert.False(Names.Contains(""u8));
        Assert.False(Names.Contains("dlopem"u8));
        Assert.False(Names.Contains("dlopen2"u8));
        Assert.False(Names.Contains("execv"u8));
        Assert.False(Names.Contains(Enumerable.Repeat((byte)'x', 101).ToArray()));
    }

    [Fact]
    public void Symbols_by_name_are_those_among_all()
    {
        var file = ElfReader.Read(StubElf.Write("\0data\0"u8.ToArray(), ["dlopen", "other", "execve"], [], "libsample.so.1"), "f").Required();

        Assert.Equal(file.Symbols().Where(symbol => symbol.Name != "other"), file.Symbols(Names));
    }
}
