using System.Collections.Immutable;
using Compliance.Cryptography.Checks;
using Compliance.Cryptography.Trust;
using Compliance.Policy.Facts;

namespace Compliance.Evidence.Collection.Signatures;

/// <summary>What facts say of an assessment. Without the caller's trust nothing is said of outcome and signer.</summary>
/// <param name="assessment">Null for a statement that is not signed.</param>
internal sealed class AssessmentWords(SignatureAssessment? assessment, AttachedContents attached, bool hasMore = false)
{
    public Knowable<string> Outcome => attached.Trust is null ? Knowable<string>.Unknown(attached.NoTrust) : Knowable<string>.Known(Word);

    public Knowable<string> Signer => Of(assessment?.Signer?.Name);

    public Knowable<string> KeyFingerprint => Of(assessment?.KeyFingerprint?.ToString());

    public Knowable<string> Algorithm => Of(assessment?.Algorithm?.Name);

    public Knowable<bool> AlgorithmApproved =>
        attached.Trust is null ? Knowable<bool>.Unknown(attached.NoTrust)
        : assessment?.Algorithm is { } algorithm ? Knowable<bool>.Known(algorithm.IsApproved)
        : Knowable<bool>.Unknown("no trusted key verifies it");

    private string Word => assessment is null ? "indeterminate" : hasMore || assessment.Outcome == CheckOutcome.Failed ? "failed" : assessment.Outcome == CheckOutcome.Indeterminate ? "indeterminate" : "verified";

    /// <summary>Every check with what was expected, found and cures it; nothing without the caller's trust, as nothing was judged.</summary>
    public ImmutableArray<string> Checks => attached.Trust is null || assessment is null ? [] : [.. assessment.Explained.Select(check => check.ToString())];

    public string TrustRoot(DateTimeOffset at) => assessment?.Root is { } root ? TrustRootAge.Describe(root, at) : "";

    /// <summary>Whether the signer may do what the rule asks, for this repository.</summary>
    /// <param name="signedRepository">The repository that the signed bytes name; taken where the caller's own is not known.</param>
    public Knowable<bool> Allowed(Func<TrustedIdentity, bool> rule, string signedRepository = "")
    {
        if (attached.Trust is null) return Knowable<bool>.Unknown(attached.NoTrust);
        if (assessment?.Signer is not { } signer) return Knowable<bool>.Unknown("no trusted key verifies it");
        if (!rule(signer)) return Knowable<bool>.Known(false);
        return signer.CoversRepository(attached.Repository ?? signedRepository) is { } covers
            ? Knowable<bool>.Known(covers)
            : Knowable<bool>.Unknown("the signer is trusted for some repositories only, and the image's is not known");
    }

    private Knowable<string> Of(string? value) =>
        attached.Trust is null ? Knowable<string>.Unknown(attached.NoTrust) : value is null ? Knowable<string>.Unknown("no trusted key verifies it") : Knowable<string>.Known(value);
}
