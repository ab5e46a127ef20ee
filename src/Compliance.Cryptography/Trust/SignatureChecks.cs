using System.Collections.Frozen;
using Compliance.Cryptography.Checks;
using Compliance.Cryptography.Sigstore;
using Compliance.Formats.Attestation.Notary;
using Compliance.Formats.Reading;

namespace Compliance.Cryptography.Trust;

/// <summary>What each check of a signature expects, and what cures it where it fails: the table behind <see cref="ExplainedCheck"/>.</summary>
public static class SignatureChecks
{
    private const string SignAgain = "sign again with a current client";
    private const string OtherRoot = "use the trusted_root.json of the signer's instance, newly fetched";

    private static readonly FrozenDictionary<DiagnosticCode, (string Expected, string Remedy)> Rows = new Dictionary<DiagnosticCode, (string, string)>
    {
        [SignatureCodes.Payload] = ("a signed payload that can be read", SignAgain),
        [SignatureCodes.PayloadType] = ("a payload of the type that such signatures have", "sign with a client that makes container signatures or in-toto statements"),
        [SignatureCodes.Subject] = ("a payload that names a digest of this image", "sign this image; a signature of another one was attached"),
        [SignatureCodes.Encoding] = ("a signature value in base64", SignAgain),
        [SignatureCodes.Key] = ("a key that the caller trusts verifies the signature", "name the signer's public key in trust.yaml, or have a trusted signer sign"),
        [SignatureCodes.Algorithm] = ("an approved algorithm and key size (FIPS 186-5, SP 800-131A r2)", "sign again with ECDSA P-256 or P-384, or RSA of at least 3072 bits, and SHA-2"),
        [SignatureCodes.Window] = ("the key's window holds the time that is judged or proven", "sign again within the window, with a timestamp"),
        [SignatureCodes.Certificate] = ("a certificate that a root or anchor of the caller vouches for, used at a proven time", "name the instance or anchor in trust.yaml; ask for a bundle with a log entry or timestamp"),
        [SignatureCodes.Platform] = ("an algorithm that this platform computes", "check on a platform with OpenSSL 3"),
        [SignatureCodes.Log] = ("a log entry that was checked, where one is needed", "none needed for a known key"),
        [SignatureCodes.Trust] = ("the caller says whom to trust", "give --trust with trust.yaml"),
        [SignatureCodes.Purpose] = ("a signer who may sign documents of this purpose", "add the purpose to 'may' of the signer in trust.yaml"),
        [SignatureCodes.Timestamp] = ("timestamps by an authority that the caller names", "name the authority's root under timestampAnchors in trust.yaml"),
        [SignatureCodes.Count] = ("as many signatures as the kind of envelope allows", SignAgain),
        [SigstoreCodes.Bundle] = ("a bundle of version 0.1 to 0.3 with everything that its version demands", SignAgain),
        [SigstoreCodes.KeyMaterial] = ("one usable certificate or key hint, in the form of the bundle's version", SignAgain),
        [SigstoreCodes.RootInBundle] = ("no root certificate in the bundle: trust is the caller's", "sign again with a client that leaves the root out"),
        [SigstoreCodes.Signature] = ("a signature value over this content by the certificate's or the caller's key", "the content was changed or another was meant: fetch both again, or sign again"),
        [SigstoreCodes.Artifact] = ("the signed content is the artifact that was asked for", "compare digests: another artifact was signed"),
        [SigstoreCodes.LogKnown] = ("a log that the trusted root knows", OtherRoot),
        [SigstoreCodes.LogWindow] = ("the log's key was valid when the entry was made", OtherRoot),
        [SigstoreCodes.Promise] = ("the log's signed promise over this entry", "fetch the bundle again; the entry or its promise was changed"),
        [SigstoreCodes.Inclusion] = ("a Merkle proof that the entry is in the log's tree", "fetch the bundle again, or have the signer renew its proof"),
        [SigstoreCodes.Checkpoint] = ("a checkpoint of the proof's tree, signed by the log", "fetch the bundle again, or have the signer renew its proof"),
        [SigstoreCodes.EntryKind] = ("an entry of a known kind and version", SignAgain),
        [SigstoreCodes.EntryContent] = ("an entry about this signature, key and content", "the entry belongs to another signature: sign again"),
        [SigstoreCodes.LogThreshold] = ("as many logs of distinct operators as the caller asks for", "sign with a transparency log, or lower require.logs in trust.yaml"),
        [SigstoreCodes.Timestamp] = ("a timestamp over this signature by an authority of the trusted root, within its window", OtherRoot),
        [SigstoreCodes.TimeThreshold] = ("as many sources of time of distinct operators as the caller asks for", "sign again with a log that promises times, or with a timestamp authority of the trusted root"),
        [SigstoreCodes.Path] = ("a certificate issued below an authority of the trusted root", OtherRoot),
        [SigstoreCodes.CertificateTime] = ("certificates that were valid at every proven time", "sign again: the proven time lies outside the certificate"),
        [SigstoreCodes.Usage] = ("certificates whose usages and constraints allow code signing", "use certificates that are issued for code signing"),
        [SigstoreCodes.CertificateLog] = ("as many certificate logs that promised to publish the certificate as the caller asks for", $"{OtherRoot}, or set require.certificateLogs for an instance without such a log"),
        [SigstoreCodes.Identity] = ("the identity that the caller names", "name the signer's identity in trust.yaml, or have the right workflow sign"),
        [SigstoreCodes.Issuer] = ("the token issuer that the caller names", "name the issuer in trust.yaml, or have the right workflow sign"),
        [SigstoreCodes.Limits] = ($"at most {SigstoreVerifier.MaxEntries} different log entries, {SigstoreVerifier.MaxEntries} timestamps and 10 certificates", "remove what is doubled or superfluous"),
        [SigstoreCodes.Key] = ("the caller's key that the bundle hints at", "name the key in trust.yaml"),
        [SigstoreCodes.RootAge] = ($"a trusted root that was imported within {TrustRootAge.MaxDays} days before the judged time", "fetch the instance's trusted_root.json again and state importedAt under roots in trust.yaml"),
        [NotaryCodes.Envelope] = ("a JWS or COSE envelope with at most 10 certificates", "sign again with a Notary Project client"),
        [NotaryCodes.Attribute] = ("signed attributes that are known, complete and of their kind", "sign again with a Notary Project client"),
        [NotaryCodes.Payload] = ("a payload that names a digest of this image", "sign this image; a signature of another one was attached"),
        [NotaryCodes.Integrity] = ("a signature by the algorithm that its certificate's key demands", "the signature was changed: fetch or sign again"),
        [NotaryCodes.Authenticity] = ("a certificate below an anchor of the identity, with its subject and for code signing", "name the anchor and subject under notary in trust.yaml"),
        [NotaryCodes.Time] = ("certificates that were valid at the proven or judged time", "sign again with a timestamp, and name timestampAnchors"),
        [NotaryCodes.Expiry] = ("a signature that has not expired", "sign again"),
        [NotaryCodes.Revocation] = ("certificates that are known not to be revoked", "ask the revocation service where there is a network, or accept by level permissive"),
        [NotaryCodes.Level] = ("a level that enforces what is asked", "raise the level in trust.yaml"),
    }.ToFrozenDictionary();

    /// <summary>Every check with what it expects, what it found and what cures it.</summary>
    public static ExplainedCheck Explain(VerificationCheck check)
    {
        ArgumentNullException.ThrowIfNull(check);
        var (expected, remedy) = Rows.TryGetValue(check.Code, out var row) ? row : ("a document that can be read without a defect", SignAgain);
        return new ExplainedCheck(check.Code, check.Outcome, expected, check.Detail, check.Outcome == CheckOutcome.Passed ? "" : remedy);
    }

    /// <summary>Whether a code has a row of its own.</summary>
    public static bool Knows(DiagnosticCode code) => Rows.ContainsKey(code);
}
