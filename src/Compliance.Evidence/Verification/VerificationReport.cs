using System.Collections.Immutable;
using Compliance.Cryptography.Checks;
using Compliance.Evidence.Packaging;

namespace Compliance.Evidence.Verification;

/// <summary>Everything that was checked of one package.</summary>
public sealed record VerificationReport
{
    /// <summary>One for each topic, in order.</summary>
    public required ImmutableArray<VerificationLine> Lines { get; init; }

    /// <summary>What the package says of itself; null when that can't be read. Only as good as the checks.</summary>
    public required PackageDescription? Package { get; init; }

    /// <summary>Whether the caller gave an anchor.</summary>
    public required bool HasAnchor { get; init; }

    public VerificationConclusion Conclusion => VerificationCheck.Worst(Lines.SelectMany(line => line.Checks)) switch
    {
        CheckOutcome.Failed => VerificationConclusion.Failed,
        CheckOutcome.Indeterminate => VerificationConclusion.Incomplete,
        _ => VerificationConclusion.Verified,
    };

    /// <summary>The first failed check in the order of verification: the cause to act on. Null when none failed.</summary>
    public VerificationCheck? FirstFailure => Lines.SelectMany(line => line.Checks).FirstOrDefault(check => check.Outcome == CheckOutcome.Failed);
}
