using Compliance.Evidence.Collection;
using Compliance.Policy.Facts;
using Compliance.Tests.World;

namespace Compliance.Tests.Evidence.Collection;

/// <summary>Cryptography that could not be looked at is not cryptography that is not there.</summary>
public sealed class UnreadModuleTests
{
    [Fact]
    public void Program_whose_lists_are_broken_leaves_the_list_of_modules_open()
    {
        var whole = Collect(StubPrograms.Rust(("ring", "0.17.8")));
        var broken = Collect(StubElf.Write("\0x\0"u8.ToArray(), [], ["libc.so.6"], "", null, (".dep-v0", "no zlib"u8.ToArray())));

        Assert.Equal((Coverage.Complete, 0), (whole.CoverageOf(FactKind.CryptoModule), whole.Gaps.Length));
        Assert.Equal(Coverage.Partial, broken.CoverageOf(FactKind.CryptoModule));
        var gap = Assert.Single(broken.Gaps);
        Assert.Equal(("MODU-0023", FactKind.CryptoModule, "usr/bin/app#.dep-v0"), (gap.Code.Text, gap.Kind, gap.Locator.ToString()));
    }

    [Fact]
    public void Archive_in_an_archive_that_is_cut_off_leaves_the_list_of_modules_open()
    {
        var gap = Assert.Single(Collect(StubJar.Of(("lib/inner.jar", StubJar.BcFipsJar("2.0.0")[..^40])), "opt/app.jar").Gaps);

        Assert.Equal(("MODU-0021", FactKind.CryptoModule, "opt/app.jar!lib/inner.jar"), (gap.Code.Text, gap.Kind, gap.Locator.ToString()));
    }

    private static FactSet Collect(byte[] program, string path = "usr/bin/app") =>
        CollectionWorld.Collect(image => image.Entrypoint("/usr/bin/app").Layer(layer => layer.File(path, program, 0x1ED)), new CryptoModuleCollector());
}
