using System.Collections.Immutable;
using System.Globalization;
using Compliance.Cryptography.Algorithms;
using Compliance.Cryptography.Checks;
using Compliance.Cryptography.Sigstore;
using Compliance.Cryptography.Sigstore.Certificates;
using Compliance.Cryptography.Sigstore.Roots;
using Compliance.Formats;

namespace Compliance.Cryptography.Trust;

/// <summary>Gathers the checks of one signature. Not safe for several threads.</summary>
internal sealed class AssessmentBuilder : CheckList
{
    public Digest? SignedDigest { get; set; }

    public string SignedRepository { get; set; } = "";

    public TrustedIdentity? Signer { get; private set; }

    public SignatureAlgorithm? Algorithm { get; private set; }

    public Digest? KeyFingerprint { get; private set; }

    public SigningClaims? Claims { get; private set; }

    public TrustedRoot? Root { get; private set; }

    /// <summary>Timestamps that came with the signature; none for formats without them.</summary>
    public AttachedTimestamps Timestamps { get; set; } = AttachedTimestamps.None;

    /// <summary>Looks for a trusted key among those of the policy and judges algorithm and window of the one that verifies.</summary>
    /// <param name="keyId">The key id beside the signature, empty when it has none; null for formats without key ids.</param>
    public bool JudgeByKeys(TrustPolicy? trust, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature, string? keyId, DateTimeOffset at, ReadOnlySpan<byte> barePayload = default)
    {
        if (trust is null)
        {
            Indeterminate(SignatureCodes.Trust, "no trust was given: name the keys with --trust");
            return false;
        }

        var found = trust.Find(data, signature, keyId, barePayload, out var skipped);
        if (found is not { } hit)
        {
            ReportNoKey(trust, skipped);
            return false;
        }

        Accept(hit.Identity, hit.Algorithm, hit.Identity.Key!.Fingerprint);
        if (hit.Identity.UnsafeSignsBarePayload) Note(SignatureCodes.PayloadType, $"'{hit.Identity.Name}' signs the payload without its type, as trust.yaml allows");
        JudgeWindow(hit.Identity, at);
        return true;
    }

    /// <summary>Records the signer and judges the algorithm.</summary>
    public void Accept(TrustedIdentity identity, SignatureAlgorithm algorithm, Digest fingerprint)
    {
        (Signer, Algorithm, KeyFingerprint) = (identity, algorithm, fingerprint);
        Passed(SignatureCodes.Key, $"verified by '{identity.Name}' ({fingerprint}) with {algorithm.Name}");
        switch (algorithm.Status)
        {
            case AlgorithmStatus.Approved:
                Passed(SignatureCodes.Algorithm, $"{algorithm.Name} is approved ({algorithm.Source})");
                break;
            case AlgorithmStatus.LegacyVerifyOnly:
                Note(SignatureCodes.Algorithm, $"{algorithm.Name} may only be checked, no longer made ({algorithm.Source}): sign again with SHA-2 and an approved key size");
                break;
            default:
                Failed(SignatureCodes.Algorithm, $"{algorithm.Name} is not approved ({algorithm.Source}): sign again with ECDSA P-256 or P-384 or RSA 3072");
                break;
        }
    }

    /// <summary>
    /// Judges a signature by a certificate that came with it, by each trusted root that the policy names, and takes the best result: a signature belongs to one
    /// instance. The certificate's holder must be an identity of the policy.
    /// </summary>
    /// <param name="at">The time that is judged: of it the root's age is told; signatures prove their own times.</param>
    public void JudgeKeyless(TrustPolicy? trust, DateTimeOffset at, Func<TrustedRoot, SigstoreRequirements, SigstoreResult> verify)
    {
        if (trust is null)
        {
            Indeterminate(SignatureCodes.Trust, "no trust was given: name the signer's instance and identity with --trust");
            return;
        }

        var best = trust.Identities.Where(identity => identity.Keyless is not null)
            .GroupBy(identity => (identity.Keyless!.Root.Digest, identity.Keyless.Requirements))
            .Select(group => (Result: verify(group.First().Keyless!.Root, group.Key.Requirements), Identities: group))
            .Select(tried => (tried.Result, Identity: tried.Identities.FirstOrDefault(identity => Names(identity, tried.Result))))
            .OrderByDescending(tried => tried.Result.Outcome).ThenByDescending(tried => tried.Identity is not null).ToArray();
        if (best.Length == 0)
        {
            Indeterminate(
                SignatureCodes.Certificate,
                "signed with a certificate that came with the signature, and no trusted root was given that could vouch for it: name its trusted_root.json in trust.yaml");
            return;
        }

        var (result, identity) = best[0];
        AddRange(result.Checks);
        (Claims, Root) = (result.Claims, result.Root);
        TrustRootAge.Judge(result.Root, at, this);
        if (identity is null && result.Claims is { } claims)
            Failed(SigstoreCodes.Identity, $"the certificate names {string.Join(", ", claims.Names)}, issued by {claims.Issuer ?? "nobody"}: no identity of trust.yaml");
        if (identity is null || result.Outcome < CheckOutcome.Note || result is not { Key: { } key, Algorithm: { } algorithm }) return;
        (Signer, Algorithm, KeyFingerprint) = (identity, algorithm, key.Fingerprint);
        Passed(SigstoreCodes.Identity, $"verified by '{identity.Name}'");
        foreach (var proven in result.Times) JudgeProvenTime(identity, proven.Time);
    }

    /// <summary>States who signed, where others have judged that.</summary>
    public void Signed(TrustedIdentity identity, SignatureAlgorithm algorithm, Digest fingerprint) => (Signer, Algorithm, KeyFingerprint) = (identity, algorithm, fingerprint);

    private static bool Names(TrustedIdentity identity, SigstoreResult result) =>
        result.Claims is { IssuersDiffer: false } claims && identity.Keyless!.Expected.NameMatches(claims) && identity.Keyless.Expected.IssuerMatches(claims);

    private void JudgeProvenTime(TrustedIdentity identity, DateTimeOffset time)
    {
        if (time < identity.ValidFrom || time > identity.ValidUntil) Failed(SignatureCodes.Window, $"signed at {Text(time)}, outside the window of '{identity.Name}'");
    }

    public SignatureAssessment Build() => new()
    {
        Checks = ToImmutable(),
        SignedDigest = SignedDigest,
        SignedRepository = SignedRepository,
        Signer = Signer,
        Algorithm = Algorithm,
        KeyFingerprint = KeyFingerprint,
        Claims = Claims,
        Root = Root,
        Module = PlatformModule.Current,
    };

    private void ReportNoKey(TrustPolicy trust, ImmutableArray<string> skipped)
    {
        var tried = trust.Identities.Where(identity => identity.Key is not null).Select(identity => identity.Name).ToArray();
        if (!skipped.IsEmpty)
            Indeterminate(SignatureCodes.Platform, $"this platform can't compute with the key of {string.Join(", ", skipped)}: check on a platform with OpenSSL 3");
        else if (tried.Length == 0)
            Indeterminate(SignatureCodes.Trust, "the trust folder names no key: add the signer's public key to trust.yaml");
        else
            Failed(SignatureCodes.Key, $"none of the trusted keys verifies it (tried {string.Join(", ", tried)}): the content or the signature was changed, or the signer's key or its keyId is missing in trust.yaml");
    }

    /// <summary>
    /// A known key does not say when it signed: inside its window now is enough, after it only a timestamp by an authority that the identity names proves that it
    /// signed before.
    /// </summary>
    public void JudgeWindow(TrustedIdentity identity, DateTimeOffset at)
    {
        if (Timestamps.Prove(identity.TimestampAnchors, at, this) is { } proven)
        {
            if (identity.ValidFrom is { } start && proven < start)
                Failed(SignatureCodes.Window, $"time-stamped at {Text(proven)}, before '{identity.Name}' was valid from {Text(start)}");
            else if (identity.ValidUntil is { } end && proven > end)
                Indeterminate(SignatureCodes.Window, $"'{identity.Name}' was valid until {Text(end)}, and the signature was time-stamped only at {Text(proven)}: nothing proves that it was made before");
            else
                Passed(SignatureCodes.Window, $"time-stamped at {Text(proven)}, in the window of '{identity.Name}'");
            return;
        }

        if (identity.ValidFrom is { } from && at < from)
            Failed(SignatureCodes.Window, $"'{identity.Name}' is valid from {Text(from)}, judged is {Text(at)}: no signature could be made before");
        else if (identity.ValidUntil is { } until && at > until)
            Indeterminate(SignatureCodes.Window, $"'{identity.Name}' was valid until {Text(until)}, judged is {Text(at)}, and nothing proves when it signed: sign again, with a timestamp or log entry");
        else if (identity.ValidFrom is not null || identity.ValidUntil is not null)
            Passed(SignatureCodes.Window, $"{Text(at)} lies in the window of '{identity.Name}'");
    }

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
