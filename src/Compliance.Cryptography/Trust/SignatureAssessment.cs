using System.Collections.Immutable;
using Compliance.Cryptography.Algorithms;
using Compliance.Cryptography.Checks;
using Compliance.Cryptography.Sigstore.Certificates;
using Compliance.Cryptography.Sigstore.Roots;
using Compliance.Formats;
using Compliance.Formats.Reading;

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

    /// <summary>What the signing certificate says of its holder; null for a known key. Only as good as the outcome.</summary>
    public SigningClaims? Claims { get; init; }

    /// <summary>The trusted root by which a keyless signature was judged; null for other kinds.</summary>
    public TrustedRoot? Root { get; init; }

    /// <summary>Every check with what it expects, what it found and what cures it, in the order in which they were made.</summary>
    public ImmutableArray<ExplainedCheck> Explained => [.. Checks.Select(SignatureChecks.Explain)];

    /// <summary>What computed the checks on this machine.</summary>
    public required PlatformModule Module { get; init; }

    /// <summary>The checks that neither passed nor are mere notes, <c>CODE: detail</c>, in order.</summary>
    public ImmutableArray<string> Failures =>
        [.. Checks.Where(check => check.Outcome is CheckOutcome.Failed or CheckOutcome.Indeterminate).Select(check => $"{check.Code}: {check.Detail}")];

    /// <summary>Of something that claims to be signed and can't be read: failed, for these reasons.</summary>
    public static SignatureAssessment Unreadable(IEnumerable<Defect> defects)
    {
        var checks = new AssessmentBuilder();
        foreach (var defect in defects) checks.Failed(SignatureCodes.Payload, defect.ToString());
        return checks.Build();
    }
}
