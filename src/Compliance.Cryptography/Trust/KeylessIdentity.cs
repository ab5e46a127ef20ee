using Compliance.Cryptography.Sigstore;
using Compliance.Cryptography.Sigstore.Roots;

namespace Compliance.Cryptography.Trust;

/// <summary>
/// A signer known by what a certificate authority of a Sigstore instance attested, not by a key: who issued the identity token and whom it named.
/// </summary>
/// <param name="Root">The instance's trusted root, from a file of the trust folder.</param>
/// <param name="Issuer">Compared exactly.</param>
/// <param name="Identity">Subject alternative name, compared exactly; null when a pattern is given.</param>
/// <param name="IdentityPattern">Regular expression over the whole name; null when an exact identity is given.</param>
/// <param name="Requirements">How much must vouch for a signature of this identity.</param>
public sealed record KeylessIdentity(TrustedRoot Root, string Issuer, string? Identity, string? IdentityPattern, SigstoreRequirements Requirements)
{
    internal SigstoreIdentity Expected => new(Issuer, Identity, IdentityPattern);
}
