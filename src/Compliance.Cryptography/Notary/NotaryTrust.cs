using System.Collections.Immutable;
using System.Globalization;
using Compliance.Cryptography.Certificates;
using Compliance.Cryptography.Checks;
using Compliance.Cryptography.Sigstore.Certificates;
using Compliance.Cryptography.Timestamps;
using Compliance.Formats.Attestation.Notary;
using Compliance.Formats.Reading;

namespace Compliance.Cryptography.Notary;

/// <summary>One identity's view of a signature: who signed, when, whether it still counts.</summary>
internal sealed class NotaryTrust(NotaryIdentity identity, DateTimeOffset at)
{
    private readonly CheckList checks = new();

    public ImmutableArray<VerificationCheck> Judge(NotarySignature signature, ImmutableArray<ParsedCertificate> certificates)
    {
        if (identity.Level == NotaryLevel.Skip)
        {
            checks.Indeterminate(NotaryCodes.Level, "trust.yaml skips signatures of this identity: nothing is said of it");
            return checks.ToImmutable();
        }

        var time = ProvenTime(signature);
        JudgePath(signature, certificates, time ?? at, isProven: time is not null);
        JudgeExpiry(signature);
        JudgeRevocation(certificates);
        return checks.ToImmutable();
    }

    private DateTimeOffset? ProvenTime(NotarySignature signature)
    {
        if (signature.Scheme == NotarySignature.SchemeAuthority)
        {
            if (!identity.IsSigningAuthority) Wrong(NotaryCodes.Authenticity, NotaryLevel.Permissive, "signed as a signing authority, which trust.yaml does not say of this identity");
            else if (signature.SigningTime is { } stated && stated <= at) return stated;
            return null;
        }

        if (signature.Timestamp.IsEmpty) return null;
        var stamped = TimestampVerifier.Verify(signature.Timestamp, signature.Signature.AsMemory(), identity.TimestampAnchors);
        if (VerificationCheck.Worst(stamped.Checks) >= CheckOutcome.Note && stamped.GenTime is { } proven) return proven;
        checks.Note(NotaryCodes.Time, $"a timestamp proves nothing: {stamped.Checks.First(check => check.Outcome < CheckOutcome.Note).Detail}");
        return null;
    }

    private void JudgePath(NotarySignature signature, ImmutableArray<ParsedCertificate> certificates, DateTimeOffset time, bool isProven)
    {
        var leaf = certificates[0];
        if (Path(leaf, [.. certificates.Skip(1)]) is not { } path)
        {
            Wrong(NotaryCodes.Authenticity, NotaryLevel.Permissive, "its certificates lead to no anchor of this identity");
            return;
        }

        var forbidden = CertificateRules.ForbidsSigning(leaf, CertificateRules.CodeSigning, mayLackPurpose: true)
            ?? path.Skip(1).Select((authority, index) => CertificateRules.ForbidsIssuing(authority, CertificateRules.CodeSigning, index)).FirstOrDefault(cause => cause is not null);
        if (forbidden is not null) Wrong(NotaryCodes.Authenticity, NotaryLevel.Permissive, $"a certificate can't be used: {forbidden}");
        else if (!identity.Names(leaf)) Wrong(NotaryCodes.Authenticity, NotaryLevel.Permissive, $"the certificate's subject is not {string.Join(", ", identity.Subject.Select(part => part.Value))}");
        else checks.Passed(NotaryCodes.Authenticity, string.Create(CultureInfo.InvariantCulture, $"the certificate is below an anchor of this identity, {path.Length - 1} steps"));
        var outside = path.FirstOrDefault(certificate => !certificate.IsValidAt(time));
        var how = isProven ? "proven" : "judged, as no timestamp proves another time";
        if (outside is null) checks.Passed(NotaryCodes.Time, $"every certificate was valid at {Text(time)} ({how})");
        else Wrong(NotaryCodes.Time, NotaryLevel.Strict, $"a certificate is valid from {Text(outside.NotBefore)} to {Text(outside.NotAfter)}; {how} is {Text(time)}{(signature.Timestamp.IsEmpty ? ": sign with a timestamp" : "")}");
    }

    private ImmutableArray<ParsedCertificate>? Path(ParsedCertificate leaf, ImmutableArray<ParsedCertificate> others)
    {
        if (identity.Authorities.Any(authority => authority.Anchor.Hash.SequenceEqual(leaf.Hash))) return [leaf];
        return SigningPath.Find(leaf, others, identity.Authorities) is [var path, ..] ? path.Certificates : null;
    }

    private void JudgeExpiry(NotarySignature signature)
    {
        if (signature.Expiry is not { } expiry) checks.Passed(NotaryCodes.Expiry, "the signature does not expire");
        else if (at <= expiry) checks.Passed(NotaryCodes.Expiry, $"the signature expires at {Text(expiry)}");
        else Wrong(NotaryCodes.Expiry, NotaryLevel.Strict, $"the signature expired at {Text(expiry)}: sign again");
    }

    private void JudgeRevocation(ImmutableArray<ParsedCertificate> certificates)
    {
        var promises = certificates.Any(certificate => certificate.Find(CertificateOids.CrlDistributionPoints) is not null || certificate.Find(CertificateOids.AuthorityInformationAccess) is not null);
        if (!promises) checks.Passed(NotaryCodes.Revocation, "the certificates name no revocation service");
        else checks.Add(NotaryCodes.Revocation, identity.Level == NotaryLevel.Strict ? CheckOutcome.Indeterminate : CheckOutcome.Note, "the certificates name a revocation service, which is not asked offline: whether they are revoked is unknown");
    }

    /// <summary>Enforced from a level on; below it a note, and where not even authenticity is enforced nothing is verified.</summary>
    private void Wrong(DiagnosticCode code, NotaryLevel enforcedFrom, string detail) => checks.Add(
        code,
        identity.Level >= enforcedFrom ? CheckOutcome.Failed : identity.Level == NotaryLevel.Audit ? CheckOutcome.Indeterminate : CheckOutcome.Note,
        identity.Level >= enforcedFrom ? detail : $"{detail} (not enforced at this level)");

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
