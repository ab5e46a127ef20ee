using Compliance.Cryptography.Checks;
using Compliance.Cryptography.Cms;
using Compliance.Cryptography.Documents;
using Compliance.Cryptography.Trust;

namespace Compliance.Evidence.Assessing;

/// <summary>
/// The signature over an imported list of certificates. Whoever imports signs, so that a list can't change between import and audit; whether the signer is one whom the caller
/// trusts with policies is told apart from whether the signature holds.
/// </summary>
/// <param name="Word"><c>verified</c> (by a signer that trust names for policies), <c>intact</c> (by another signer), <c>absent</c> or <c>failed</c>.</param>
/// <param name="Signer">Name in the caller's trust; empty unless verified.</param>
/// <param name="Detail">What was found, in words.</param>
public sealed record CatalogSignature(string Word, string Signer, string Detail)
{
    public bool IsBroken => Word == "failed";

    /// <param name="signature">Null when there is none.</param>
    /// <param name="trust">Null when the caller gave none.</param>
    public static CatalogSignature Judge(ReadOnlyMemory<byte>? signature, ReadOnlyMemory<byte> list, TrustPolicy? trust, DateTimeOffset at)
    {
        if (signature is not { } made) return new CatalogSignature("absent", "", "nobody signed the imported list");

        var judged = DocumentSignatures.Verify(made, list, trust, TrustPurpose.SignPolicies, at);
        if (judged.IsVerified) return new CatalogSignature("verified", judged.Signer!.Name, $"signed by '{judged.Signer.Name}'");
        var broken = judged.Checks.FirstOrDefault(check => check.Outcome == CheckOutcome.Failed && !IsAboutWho(check));
        return broken is null ? new CatalogSignature("intact", "", judged.Problem) : new CatalogSignature("failed", "", broken.Detail);
    }

    /// <summary>Who signed and when. A list that was signed after the judged date is ordinary: past days are judged by today's list.</summary>
    private static bool IsAboutWho(VerificationCheck check) => check.Code == SignatureCodes.Key || check.Code == SignatureCodes.Purpose || check.Code == SignatureCodes.Trust || check.Code == SignatureCodes.Window
        || check.Code == CmsCodes.SigningTime;
}
