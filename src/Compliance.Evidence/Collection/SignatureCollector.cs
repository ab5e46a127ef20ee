using Compliance.Cryptography.Checks;
using Compliance.Cryptography.Trust;
using Compliance.Evidence.Collection.Signatures;
using Compliance.Policy.Facts;

namespace Compliance.Evidence.Collection;

/// <summary>Every signature over the image or its index that lies beside it, good or bad, and how many there claim to be.</summary>
public sealed class SignatureCollector : ICollector
{
    public string Id => "signatures@1";

    public void Collect(ImageEvidence image, CollectionContext context, FactSetBuilder facts)
    {
        var attached = AttachedContents.Of(image, context);
        attached.Report(FactKind.Signature, image, facts);
        foreach (var signature in attached.Signatures)
        {
            facts.Add(
                $"{signature.Format}/{signature.Source.Item.Sha256.Short}", Fact(signature, attached, image, context),
                new FactSource(signature.Source.Item.Sha256, signature.Source.Locate()), Reperformance.Rederived);
        }

        if (!attached.IsComplete) return;
        var count = new PopulationFact { Name = "signatures", Count = attached.DeclaredSignatures, CountedFrom = "layers of attached manifests, by media type and annotation" };
        facts.Add("signatures", count, new FactSource(image.Manifest.Item.Sha256, image.Manifest.Locate()), Reperformance.Rederived);
    }

    private static SignatureFact Fact(JudgedSignature signature, AttachedContents attached, ImageEvidence image, CollectionContext context)
    {
        var assessment = signature.Assessment;
        var words = new AssessmentWords(assessment, attached);
        return new SignatureFact
        {
            Format = signature.Format,
            SignedDigest = signature.SignedDigest,
            Covers = attached.Covers(signature.SignedDigest, image.Subject),
            Outcome = words.Outcome,
            Signer = words.Signer,
            SignerAllowed = words.Allowed(identity => identity.May.Contains(TrustPurpose.SignImages), assessment.SignedRepository),
            KeyFingerprint = words.KeyFingerprint,
            Algorithm = words.Algorithm,
            AlgorithmApproved = words.AlgorithmApproved,
            Checks = words.Checks,
            TrustRoot = words.TrustRoot(context.EvaluatedAt),
            Failures = assessment.Outcome >= CheckOutcome.Note ? [] : assessment.Failures,
        };
    }
}
