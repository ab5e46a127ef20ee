using System.Collections.Immutable;
using Compliance.Cryptography.Algorithms;
using Compliance.Cryptography.Checks;
using Compliance.Formats;

namespace Compliance.Cryptography.Trust;

/// <summary>What came of one signature: all checks, and what is known of its signer. The outcome is the worst check.</summary>
public sealed record SignatureAssessment
{
    public required ImmutableArray<VerificationCheck> Checks { get; init; }

    public CheckOutcome Outcome => VerificationCheck.Worst(Checks);

    /// <summary>The digest that the signed bytes name; null when they name none that can be read.</summary>
    public Digest? SignedDigest { get; init; }

    /// <summary>The trusted identity whose key verified the signature; null when none did.</summary>
    public TrustedIdentity? Signer { get; init; }

    /// <summary>The repository that the signed bytes name (simple signing); empty when they name none.</summary>
    public string SignedRepository { get; init; } = "";

    public SignatureAlgorithm? Algorithm { get; init; }

    /// <summary>SHA-256 of the SubjectPublicKeyInfo of the key that verified the signature.</summary>
    public Digest? KeyFingerprint { get; init; }

    /// <summary>What computed the checks on this machine.</summary>
    public required PlatformModule Module { get; init; }

    /// <summary>The checks that neither passed nor are mere notes, <c>CODE: detail</c>, in order.</summary>
    public ImmutableArray<string> Failures =>
        [.. Checks.Where(check => check.Outcome is CheckOutcome.Failed or CheckOutcome.Indeterminate).Select(check => $"{check.Code}: {check.Detail}")];
}
