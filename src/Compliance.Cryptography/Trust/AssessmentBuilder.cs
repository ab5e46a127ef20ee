using System.Collections.Immutable;
using System.Globalization;
using Compliance.Cryptography.Algorithms;
using Compliance.Cryptography.Checks;
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

    /// <summary>Looks for a trusted key among those of the policy and judges algorithm and window of the one that verifies.</summary>
    /// <param name="keyId">The key id beside the signature, empty when it has none; null for formats without key ids.</param>
    public bool JudgeByKeys(TrustPolicy? trust, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature, string? keyId, DateTimeOffset at)
    {
        if (trust is null)
        {
            Indeterminate(SignatureCodes.Trust, "no trust was given: name the keys with --trust");
            return false;
        }

        var found = trust.Find(data, signature, keyId, out var skipped);
        if (found is not { } hit)
        {
            ReportNoKey(trust, skipped);
            return false;
        }

        Accept(hit.Identity, hit.Algorithm, hit.Identity.Key!.Fingerprint);
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

    public SignatureAssessment Build() => new()
    {
        Checks = ToImmutable(),
        SignedDigest = SignedDigest,
        SignedRepository = SignedRepository,
        Signer = Signer,
        Algorithm = Algorithm,
        KeyFingerprint = KeyFingerprint,
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

    private void JudgeWindow(TrustedIdentity identity, DateTimeOffset at)
    {
        if (identity.ValidFrom is { } from && at < from)
            Failed(SignatureCodes.Window, $"'{identity.Name}' is valid from {Text(from)}, judged is {Text(at)}: no signature could be made before");
        else if (identity.ValidUntil is { } until && at > until)
            Indeterminate(SignatureCodes.Window, $"'{identity.Name}' was valid until {Text(until)}, judged is {Text(at)}, and nothing proves when it signed: sign again, with a timestamp or log entry");
        else if (identity.ValidFrom is not null || identity.ValidUntil is not null)
            Passed(SignatureCodes.Window, $"{Text(at)} lies in the window of '{identity.Name}'");
    }

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
