namespace Compliance.Cryptography.Signing;

/// <summary>
/// A new identity as the bytes of its files, all PEM in ASCII with LF. Whoever stores them keeps the two keys readable by their owner only.
/// </summary>
/// <param name="Certificates">The signer's certificate, then the root's.</param>
/// <param name="Key">The signer's private key, PKCS#8; encrypted (PBES2) when a passphrase was given.</param>
/// <param name="Anchor">The root certificate: what verifiers need, by a way that they trust.</param>
/// <param name="AnchorKey">The root's private key, kept like <paramref name="Key"/>: only needed to issue further signers, best put away.</param>
public sealed record IdentityFiles(byte[] Certificates, byte[] Key, byte[] Anchor, byte[] AnchorKey);
