using Compliance.Evidence.Findings;
using Compliance.Store.Findings;

namespace Compliance.Tests.Store.Findings;

public sealed class MemoryFindingStoreTests : FindingStoreContract
{
    private readonly MemoryFindingStore store = new();

    protected override IFindingStore Open() => store;
}
