using System.Collections.Immutable;
using Compliance.Cryptography.Algorithms;
using Compliance.Cryptography.Checks;
using Compliance.Cryptography.Keys;
using Compliance.Formats.Packages.Apk.Archives;

namespace Compliance.Cryptography.Apk;

/// <summary>
/// Checks the signatures of apk packages and indexes (apk-v2(5)): RSASSA-PKCS1-v1_5 over the raw compressed bytes of what is signed, with SHA-1 for
/// <c>RSA</c>, SHA-256 for <c>RSA256</c>, SHA-512 for <c>RSA512</c>. Which key is meant is read from the entry's name; it is trusted only when the caller's ring has it.
/// </summary>
public static class ApkSignatureVerifier
{
    /// <param name="allowLegacy">A signature over SHA-1 that verifies counts, with a note; otherwise it fails.</param>
    public static ApkSignatureResult Verify(ImmutableArray<ApkSignature> signatures, ReadOnlySpan<byte> signed, ApkKeyring keyring, bool allowLegacy = true)
    {
        ArgumentNullException.ThrowIfNull(keyring);
        var checks = new CheckList();
        if (signatures.IsEmpty)
        {
            checks.Failed(ApkSignatureCodes.Unsigned, "there is no signature");
            return new ApkSignatureResult(checks.ToImmutable(), null, null);
        }

        var bad = new List<VerificationCheck>();
        (ApkTrustedKey Key, SignatureAlgorithm Algorithm)? best = null;
        foreach (var signature in signatures)
        {
            var (check, found) = VerifyOne(signature, signed, keyring);
            if (found is not { } good) bad.Add(check);
            else if (best is null || good.Algorithm.Status > best.Value.Algorithm.Status) best = good;
        }

        if (best is not { } winner)
        {
            checks.AddRange(bad);
            return new ApkSignatureResult(checks.ToImmutable(), null, null);
        }

        checks.Passed(ApkSignatureCodes.Verified, $"{winner.Algorithm} by {winner.Key.Name} ({winner.Key.Key.Fingerprint})");
        if (!winner.Algorithm.IsApproved)
        {
            var detail = $"{winner.Algorithm} is for legacy use only ({winner.Algorithm.Source}); sign with RSA256";
            checks.Add(ApkSignatureCodes.LegacyAlgorithm, allowLegacy ? CheckOutcome.Note : CheckOutcome.Failed, detail);
        }

        // Others beside the good one take nothing from it, but a reader should see them.
        foreach (var check in bad) checks.Note(check.Code, check.Detail);
        return winner.Algorithm.IsApproved || allowLegacy
            ? new ApkSignatureResult(checks.ToImmutable(), winner.Key, winner.Algorithm)
            : new ApkSignatureResult(checks.ToImmutable(), null, null);
    }

    private static (VerificationCheck Check, (ApkTrustedKey Key, SignatureAlgorithm Algorithm)? Found) VerifyOne(
        ApkSignature signature, ReadOnlySpan<byte> signed, ApkKeyring keyring)
    {
        var hash = signature.Algorithm switch { "RSA" => "sha1", "RSA256" => "sha256", "RSA512" => "sha512", _ => "" };
        if (hash.Length == 0) return (new VerificationCheck(ApkSignatureCodes.UnsupportedAlgorithm, CheckOutcome.Indeterminate, $"{signature.EntryName}: {signature.Algorithm} is not checked"), null);
        if (keyring.Find(signature.KeyName) is not { } key)
            return (new VerificationCheck(ApkSignatureCodes.UnknownKey, CheckOutcome.Indeterminate, $"the key '{signature.KeyName}' is not in the key ring"), null);
        if (key.Key.Kind != KeyKind.Rsa)
            return (new VerificationCheck(ApkSignatureCodes.Bad, CheckOutcome.Failed, $"{signature.EntryName}: the key of that name in the ring is not an RSA key"), null);
        var algorithm = SignatureAlgorithms.Rsa(SignatureFamily.RsaPkcs1, key.Key.Bits, hash);
        return key.Key.Verify(signed, signature.Value.AsSpan(), algorithm)
            ? (new VerificationCheck(ApkSignatureCodes.Verified, CheckOutcome.Passed, signature.EntryName), (key, algorithm))
            : (new VerificationCheck(ApkSignatureCodes.Bad, CheckOutcome.Failed, $"{signature.EntryName} does not verify under the key of that name ({key.Key.Fingerprint})"), null);
    }
}
