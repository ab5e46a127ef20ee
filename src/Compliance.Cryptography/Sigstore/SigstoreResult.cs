using System.Collections.Immutable;
using Compliance.Cryptography.Algorithms;
using Compliance.Cryptography.Checks;
using Compliance.Cryptography.Keys;
using Compliance.Cryptography.Sigstore.Certificates;
using Compliance.Cryptography.Sigstore.Roots;

namespace Compliance.Cryptography.Sigstore;

/// <summary>What came of one bundle: every check, and what was established on the way. The outcome is the worst check.</summary>
public sealed record SigstoreResult
{
    public required ImmutableArray<VerificationCheck> Checks { get; init; }

    public CheckOutcome Outcome => VerificationCheck.Worst(Checks);

    /// <summary>The trusted root that was judged by: evidence itself.</summary>
    public required TrustedRoot Root { get; init; }

    /// <summary>What the certificate says; null for a managed key. Only as good as the outcome.</summary>
    public SigningClaims? Claims { get; init; }

    /// <summary>The key that the signature was checked with.</summary>
    public PublicKey? Key { get; init; }

    /// <summary>The algorithm that verified; null when none did.</summary>
    public SignatureAlgorithm? Algorithm { get; init; }

    /// <summary>Earliest first.</summary>
    public required ImmutableArray<ProvenTime> Times { get; init; }

    /// <summary>Logs that hold the signature, by base URL.</summary>
    public required ImmutableArray<string> Logs { get; init; }

    public required PlatformModule Module { get; init; }

    /// <summary>The checks that neither passed nor are mere notes, <c>CODE: detail</c>, in order.</summary>
    public ImmutableArray<string> Failures =>
        [.. Checks.Where(check => check.Outcome is CheckOutcome.Failed or CheckOutcome.Indeterminate).Select(check => $"{check.Code}: {check.Detail}")];
}
