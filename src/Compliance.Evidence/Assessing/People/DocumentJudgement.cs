using Compliance.Cryptography.Checks;
using Compliance.Cryptography.Documents;
using Compliance.Cryptography.Trust;
using Compliance.Evidence.Raw;
using Compliance.Formats.Reading;
using Compliance.Policy.Exceptions;

namespace Compliance.Evidence.Assessing;

/// <summary>Judges the signature beside a document that people wrote.</summary>
internal static class DocumentJudgement
{
    /// <param name="signature">Null when none lies beside it.</param>
    public static SignatureJudgement Judge(RawDocument? signature, byte[] content, TrustPolicy? trust, TrustPurpose purpose, DateTimeOffset at, Limits limits)
    {
        if (signature is null) return SignatureJudgement.Absent;
        if (signature.Item.Size > DocumentSignatures.MaxBytes) return new SignatureJudgement(SignatureStanding.Failed, "", [], "larger than a signature may be");
        var judged = DocumentSignatures.Verify(signature.ReadAll(limits), content, trust, purpose, at);
        return judged.IsVerified
            ? new SignatureJudgement(SignatureStanding.Verified, judged.Signer!.Name, judged.Signer.Roles, "")
            : new SignatureJudgement(judged.Outcome == CheckOutcome.Failed ? SignatureStanding.Failed : SignatureStanding.Indeterminate, "", [], judged.Problem);
    }
}
