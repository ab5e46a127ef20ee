using Compliance.Cryptography.Signing;

namespace Compliance.Pipeline.Plan;

/// <summary>A key that stands in for the one that will sign, so that a plan can say what verdicts signatures will get. It signs nothing that leaves memory.</summary>
/// <param name="PublicPem">SubjectPublicKeyInfo.</param>
/// <param name="CertificatePem">For trust that names a certificate.</param>
public sealed record TrialSigner(ISigner Signer, ReadOnlyMemory<byte> PublicPem, ReadOnlyMemory<byte> CertificatePem);
