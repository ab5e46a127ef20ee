using System.Collections.Immutable;
using Compliance.Cryptography.Certificates;
using Compliance.Cryptography.Checks;
using Compliance.Cryptography.Cms;
using Compliance.Cryptography.Trust;
using Compliance.Formats.Reading;

namespace Compliance.Cryptography.Documents;

/// <summary>
/// Judges detached CMS signatures (CAdES-B-B) beside documents that people write: waivers, evidence records, policy sets. The certificate comes with the signature; its key must
/// be one that the caller's trust folder names for the purpose. Its issuer is not asked, as for every certificate that trust.yaml names.
/// </summary>
public static class DocumentSignatures
{
    /// <summary>More is no signature.</summary>
    public const int MaxBytes = 1 << 20;

    /// <param name="trust">Null when the caller gave none: indeterminate.</param>
    /// <param name="at">The date that is judged: the signature must claim no later time, and the identity's window must hold it.</param>
    public static DocumentSignature Verify(ReadOnlyMemory<byte> signature, ReadOnlyMemory<byte> content, TrustPolicy? trust, TrustPurpose purpose, DateTimeOffset at)
    {
        if (signature.Length > MaxBytes) return new DocumentSignature([new VerificationCheck(CmsCodes.Structure, CheckOutcome.Failed, $"more than {MaxBytes} bytes are no signature")]);
        var cms = CadesVerifier.Verify(signature, content, null, CertificateOids.DocumentSigning, at);

        // The path is not asked: the key itself is pinned.
        ImmutableArray<VerificationCheck> checks = [.. cms.Checks.Where(check => check.Code != CertificateCodes.Chain)];
        if (VerificationCheck.Worst(checks) < CheckOutcome.Note) return new DocumentSignature(checks);
        if (trust is null) return new DocumentSignature(checks.Add(Check(SignatureCodes.Trust, CheckOutcome.Indeterminate, "no trust was given: name the signer's certificate with --trust")));
        var found = trust.Identities.Where(identity => identity.Key is { } key && key.Fingerprint == cms.KeyFingerprint).ToArray();
        if (found.Length == 0)
            return new DocumentSignature(checks.Add(Check(SignatureCodes.Key, CheckOutcome.Failed, $"signed by '{cms.Subject}' ({cms.KeyFingerprint}), whom trust.yaml does not name")));
        if (found.FirstOrDefault(identity => identity.May.Contains(purpose)) is not { } signer)
            return new DocumentSignature(checks.Add(Check(SignatureCodes.Purpose, CheckOutcome.Failed, $"'{found[0].Name}' may {found[0].Describe()}, and not sign this")));
        checks = checks.Add(Check(SignatureCodes.Key, CheckOutcome.Passed, $"signed by '{signer.Name}'"));
        var isInside = (signer.ValidFrom is not { } from || at >= from) && (signer.ValidUntil is not { } until || at <= until);
        checks = checks.Add(isInside
            ? Check(SignatureCodes.Window, CheckOutcome.Passed, $"the judged date lies in the window of '{signer.Name}'")
            : Check(SignatureCodes.Window, CheckOutcome.Indeterminate, $"the judged date lies outside the window of '{signer.Name}', and nothing proves when it signed"));
        return new DocumentSignature(checks) { Signer = isInside ? signer : null };
    }

    private static VerificationCheck Check(DiagnosticCode code, CheckOutcome outcome, string detail) => new(code, outcome, detail);
}
