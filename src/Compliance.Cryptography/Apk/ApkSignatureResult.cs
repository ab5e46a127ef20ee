using System.Collections.Immutable;
using Compliance.Cryptography.Algorithms;
using Compliance.Cryptography.Checks;

namespace Compliance.Cryptography.Apk;

/// <summary>What the signatures of a package or index are worth. One that verifies under a trusted key is enough; the others are noted.</summary>
/// <param name="Key">The key of the best signature that verified; null when none did.</param>
/// <param name="Algorithm">Of that signature.</param>
public sealed record ApkSignatureResult(ImmutableArray<VerificationCheck> Checks, ApkTrustedKey? Key, SignatureAlgorithm? Algorithm)
{
    public bool IsVerified => Key is not null;

    public CheckOutcome Outcome => VerificationCheck.Worst(Checks);
}
