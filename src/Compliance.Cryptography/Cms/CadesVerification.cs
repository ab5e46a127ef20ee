using System.Collections.Immutable;
using Compliance.Cryptography.Checks;
using Compliance.Formats;

namespace Compliance.Cryptography.Cms;

/// <summary>What came of verifying one detached signature. The descriptive members are what the signature says of itself; the checks judge it.</summary>
public sealed record CadesVerification
{
    /// <summary>In the order of verification; never empty.</summary>
    public required ImmutableArray<VerificationCheck> Checks { get; init; }

    /// <summary>Subject of the signer's certificate; empty when there is none.</summary>
    public required string Subject { get; init; }

    /// <summary>For example <c>ecdsa-p384-sha384</c>; empty when unreadable.</summary>
    public required string Algorithm { get; init; }

    /// <summary><c>sha256:</c> and hex of the certificate's DER; empty when there is none.</summary>
    public required string CertificateFingerprint { get; init; }

    /// <summary>SHA-256 of the SubjectPublicKeyInfo of the signer's certificate; null when there is none.</summary>
    public required Digest? KeyFingerprint { get; init; }

    /// <summary>The signing time that the signer claims.</summary>
    public required DateTimeOffset? ClaimedAt { get; init; }

    /// <summary>The signature value, over which a timestamp token is made.</summary>
    public required ReadOnlyMemory<byte> SignatureValue { get; init; }

    /// <summary>The RFC 3161 token in the unsigned attributes, if there is one.</summary>
    public required ReadOnlyMemory<byte>? TimestampToken { get; init; }
}
