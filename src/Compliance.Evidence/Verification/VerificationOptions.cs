using Compliance.Cryptography.Certificates;
using Compliance.Evidence.Verification.Reperforming;
using Compliance.Formats.Reading;

namespace Compliance.Evidence.Verification;

/// <summary>What the caller brings to a verification. Trust comes from here alone.</summary>
public sealed record VerificationOptions
{
    /// <summary>Roots of signers and timestamp authorities; null: integrity only.</summary>
    public TrustAnchors? Anchors { get; init; }

    /// <summary>The time of checking, UTC.</summary>
    public required DateTimeOffset Now { get; init; }

    public Limits Limits { get; init; } = Limits.Default;

    /// <summary>Collects and evaluates again; null: facts and verdicts are indeterminate.</summary>
    public IReperformance? Reperformance { get; init; }
}
