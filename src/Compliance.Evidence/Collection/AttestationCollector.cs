using Compliance.Evidence.Collection.Signatures;
using Compliance.Policy.Facts;

namespace Compliance.Evidence.Collection;

/// <summary>Every in-toto statement beside the image, signed or not, about it or not, and how many there claim to be.</summary>
public sealed class AttestationCollector : ICollector
{
    public string Id => "attestations@1";

    public void Collect(ImageEvidence image, CollectionContext context, FactSetBuilder facts)
    {
        var attached = AttachedContents.Of(image, context);
        attached.Report(FactKind.Attestation, image, facts);
        foreach (var judged in attached.Statements)
        {
            facts.Add(
                $"in-toto/{judged.Source.Item.Sha256.Short}", Fact(judged, attached, image, context),
                new FactSource(judged.Source.Item.Sha256, judged.Source.Locate()), Reperformance.Rederived);
        }

        if (!attached.IsComplete) return;
        var count = new PopulationFact { Name = "attestations", Count = attached.DeclaredAttestations, CountedFrom = "layers of attached manifests, by media type and annotation" };
        facts.Add("attestations", count, new FactSource(image.Manifest.Item.Sha256, image.Manifest.Locate()), Reperformance.Rederived);
    }

    private static AttestationFact Fact(JudgedStatement judged, AttachedContents attached, ImageEvidence image, CollectionContext context)
    {
        var words = new AssessmentWords(judged.Assessment, attached, !judged.More.IsEmpty);
        var predicateType = judged.Statement?.PredicateType ?? "";
        string[] unsigned = judged.Assessment is null ? [$"{SignatureCollectionCodes.Unsigned}: the statement is not signed: anyone who could write to the registry may have written it"] : [];
        return new AttestationFact
        {
            PredicateType = predicateType,
            StatementType = judged.Statement?.Type ?? "",
            SubjectMatches = judged.IsAbout(image, attached),
            Outcome = words.Outcome,
            Signer = words.Signer,
            SignerAllowed = words.Allowed(identity => identity.MayAttest(predicateType)),
            Algorithm = words.Algorithm,
            AlgorithmApproved = words.AlgorithmApproved,
            Covers = attached.Covers(judged.SignedDigest(image, attached), image.Subject),
            VerifierId = judged.Summary?.VerifierId ?? "",
            VerifierTrusted = judged.Summary is { } summary ? words.Allowed(identity => identity.SpeaksFor(summary.VerifierId) && identity.MayAttest(predicateType)) : Knowable<bool>.Known(false),
            SummaryResult = judged.Summary?.Result ?? "",
            SummaryLevels = judged.Summary?.VerifiedLevels ?? [],
            SummaryBuildLevel = judged.Summary?.LevelOf("BUILD") ?? 0,
            SummaryResource = judged.Summary?.ResourceUri ?? "",
            SummaryPolicy = judged.Summary?.PolicyDigest ?? "",
            Checks = words.Checks,
            TrustRoot = words.TrustRoot(context.EvaluatedAt),
            Failures = [.. judged.Assessment?.Failures ?? [], .. unsigned, .. judged.More],
        };
    }
}
