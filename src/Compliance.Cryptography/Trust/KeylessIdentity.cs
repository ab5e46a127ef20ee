using Compliance.Formats;

namespace Compliance.Cryptography.Trust;

/// <summary>
/// A signer known by what a certificate authority of a Sigstore instance attested, not by a key: who issued the identity token and whom it named.
/// </summary>
/// <param name="TrustedRoot">Path of the instance's <c>trusted_root.json</c> in the trust folder.</param>
/// <param name="Issuer">Compared exactly.</param>
/// <param name="Identity">Subject alternative name, compared exactly; null when a pattern is given.</param>
/// <param name="IdentityPattern">Regular expression over the whole name; null when an exact identity is given.</param>
public sealed record KeylessIdentity(string TrustedRoot, Digest TrustedRootDigest, string Issuer, string? Identity, string? IdentityPattern);
