namespace Compliance.Evidence.Packaging;

/// <summary>Who seals the package. Readers get it for comparison, never as an anchor.</summary>
/// <param name="Algorithm">For example <c>ecdsa-p384-sha384</c>.</param>
/// <param name="CertificateFingerprint"><c>sha256:</c> and hex of the certificate's DER.</param>
/// <param name="AnchorFingerprint"><c>sha256:</c> and hex of the root's DER that an assessor needs.</param>
/// <param name="SelfIssued">Made by this tool on first use: for evaluation.</param>
/// <param name="Timestamped">The seal carries an RFC 3161 token: one that is missing was taken away.</param>
public sealed record SignerDescription(string Subject, string Algorithm, string CertificateFingerprint, string AnchorFingerprint, bool SelfIssued, bool Timestamped = false);
