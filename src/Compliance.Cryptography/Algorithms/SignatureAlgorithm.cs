namespace Compliance.Cryptography.Algorithms;

/// <summary>
/// A signature algorithm with its key size, as a row of the table in <see cref="SignatureAlgorithms"/>.
/// </summary>
/// <param name="Name">For example <c>ecdsa-p256-sha256</c>, <c>rsa-3072-pkcs1-sha256</c>, <c>rsa-4096-pss-sha256</c>, <c>ed25519</c>.</param>
/// <param name="KeyBits">Size of the curve's order or of the modulus; 256 for Ed25519.</param>
/// <param name="Hash"><c>sha1</c>, <c>sha256</c>, <c>sha384</c>, <c>sha512</c>; empty for Ed25519, which hashes by itself.</param>
/// <param name="Source">The publication and section that gives the status.</param>
public sealed record SignatureAlgorithm(string Name, SignatureFamily Family, int KeyBits, string Hash, AlgorithmStatus Status, string Source)
{
    public bool IsApproved => Status == AlgorithmStatus.Approved;

    public override string ToString() => Name;
}
