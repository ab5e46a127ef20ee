using System.Collections.Immutable;

namespace Compliance.Policy.Facts;

/// <summary>One signature over the image manifest or its index, wherever it was found, good or bad.</summary>
public sealed record SignatureFact : FactValue
{
    public override FactKind Kind => FactKind.Signature;

    /// <summary><c>cosign-simplesigning</c> or <c>dsse</c>.</summary>
    public required string Format { get; init; }

    /// <summary>Digest that the signed bytes name.</summary>
    public required string SignedDigest { get; init; }

    /// <summary><c>manifest</c> or <c>index</c>: which of the image's digests was signed; empty when neither.</summary>
    public required string Covers { get; init; }

    /// <summary><c>verified</c>, <c>failed</c> or <c>indeterminate</c>; unknown without the caller's trust.</summary>
    public required Knowable<string> Outcome { get; init; }

    /// <summary>Name of the caller's key or certificate that verified it; unknown when none did or none was given.</summary>
    public required Knowable<string> Signer { get; init; }

    /// <summary>Whether the caller allows this signer to sign images.</summary>
    public required Knowable<bool> SignerAllowed { get; init; }

    /// <summary><c>sha256:</c> and the hex SHA-256 of the key's SubjectPublicKeyInfo.</summary>
    public required Knowable<string> KeyFingerprint { get; init; }

    /// <summary>For example <c>ecdsa-p256-sha256</c>, <c>rsa-3072-sha256</c>.</summary>
    public required Knowable<string> Algorithm { get; init; }

    /// <summary>Whether the algorithm and key size are on the approved list (FIPS 186-5, FIPS 180-4).</summary>
    public required Knowable<bool> AlgorithmApproved { get; init; }

    /// <summary>The checks that did not pass, each <c>CODE: what was expected and found</c>.</summary>
    public required ImmutableArray<string> Failures { get; init; }

    /// <summary>Every check that was made, passed or not, a line each: outcome and code, what was expected, what was found, the remedy. Empty without the caller's trust.</summary>
    public ImmutableArray<string> Checks { get; init; } = [];

    /// <summary>The trusted root that judged a keyless signature: name, digest, import time and age; empty for other kinds.</summary>
    public string TrustRoot { get; init; } = "";
}
