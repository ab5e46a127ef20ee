using Compliance.Evidence.Records;
using Compliance.Store.Memory;

namespace Compliance.Tests.Store;

public sealed class MemoryEvidenceStoreTests : EvidenceStoreContract
{
    protected override IEvidenceStore Open() => new MemoryEvidenceStore();
}
