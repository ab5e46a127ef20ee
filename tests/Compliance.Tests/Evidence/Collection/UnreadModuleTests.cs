using Compliance.Evidence.Collection;
using Compliance.Formats.CryptoModules.Scanning;
using Compliance.Formats.Reading;
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

    [Fact]
    public void Record_that_is_too_large_to_be_read_says_nothing_of_modules()
    {
        var context = CollectionWorld.Context() with { Limits = Limits.Default with { MaxDocumentBytes = 64 } };

        var facts = CollectionWorld.Collect(image => image.Layer(layer => layer.File("usr/bin/app", StubPrograms.Rust(("ring", "0.17.8")), 0x1ED)), new CryptoModuleCollector(), context);

        Assert.NotEqual(Coverage.Complete, facts.CoverageOf(FactKind.CryptoModule));
        Assert.Contains(facts.Gaps, gap => gap.Locator.Document == ScanDocument.Name && gap.Message.Contains("too large", StringComparison.Ordinal));
    }

    private static FactSet Collect(byte[] program, string path = "usr/bin/app") =>
        CollectionWorld.Collect(image => image.Entrypoint("/usr/bin/app").Layer(layer => layer.File(path, program, 0x1ED)), new CryptoModuleCollector());
}
