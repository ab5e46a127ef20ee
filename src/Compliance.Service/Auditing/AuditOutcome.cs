using Compliance.Evidence.Packaging;
using Compliance.Evidence.Records;

namespace Compliance.Service.Auditing;

/// <summary>What an audit left.</summary>
internal sealed record AuditOutcome(AuditRecord Record, EvidenceDraft Draft)
{
    /// <summary>Gaps of all images.</summary>
    public int GapCount => Draft.Facts.Sum(facts => facts.Gaps.Length);
}
