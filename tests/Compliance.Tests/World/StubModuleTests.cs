using Compliance.Formats.CryptoModules;
using Compliance.Formats.CryptoModules.Elf;

namespace Compliance.Tests.World;

public sealed class StubModuleTests
{
    [Fact]
    public void Every_stub_is_marked_and_deterministic()
    {
        Func<byte[]>[] all = [() => StubModule.Provider(), () => StubModule.ProviderWithEmbeddedMac(), () => StubModule.Libcrypto(), () => StubModule.Program("libcrypto.so.3")];
        Assert.All(all, make =>
        {
            Assert.Equal(make(), make());
            Assert.True(SampleStub.IsMarked(ElfReader.Read(make(), "stub").Required()));
            Assert.Empty(ElfReader.Read(make(), "stub").Defects);
        });
    }
}
