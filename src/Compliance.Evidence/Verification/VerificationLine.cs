using System.Collections.Immutable;
using Compliance.Cryptography.Checks;

namespace Compliance.Evidence.Verification;

/// <summary>One topic with all its checks.</summary>
/// <param name="Summary">What a person reads on the line when nothing failed.</param>
public sealed record VerificationLine(VerificationTopic Topic, string Summary, ImmutableArray<VerificationCheck> Checks)
{
    /// <summary>The worst of the checks.</summary>
    public CheckOutcome Outcome => VerificationCheck.Worst(Checks);
}
