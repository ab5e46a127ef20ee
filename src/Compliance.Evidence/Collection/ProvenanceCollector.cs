using Compliance.Cryptography.Checks;
using Compliance.Evidence.Collection.Signatures;
using Compliance.Policy.Facts;

namespace Compliance.Evidence.Collection;

/// <summary>Build provenance among the statements beside the image: who built it, from what, and whether the caller trusts that builder.</summary>
public sealed class ProvenanceCollector : ICollector
{
    public string Id => "provenance@1";

    public void Collect(ImageEvidence image, CollectionContext context, FactSetBuilder facts)
    {
        var attached = AttachedContents.Of(image, context);
        attached.Report(FactKind.Provenance, image, facts);
        foreach (var judged in attached.Statements)
        {
            if (judged.Provenance is null) continue;
            facts.Add(
                $"slsa/{judged.Source.Item.Sha256.Short}", Fact(judged, attached, image),
                new FactSource(judged.Source.Item.Sha256, judged.Source.Locate()), Reperformance.Rederived);
        }
    }

    private static ProvenanceFact Fact(JudgedStatement judged, AttachedContents attached, ImageEvidence image)
    {
        var provenance = judged.Provenance!;
        var words = new AssessmentWords(judged.Assessment, attached, !judged.More.IsEmpty);
        var (isAbout, isTrusted) = (judged.IsAbout(image, attached), words.Allowed(identity => identity.TrustsBuilder(provenance.BuilderId)));
        var level = BuildTrack.Level(judged, isTrusted);
        return new ProvenanceFact
        {
            PredicateType = provenance.PredicateType,
            BuilderId = provenance.BuilderId,
            BuildType = provenance.BuildType,
            SourceUri = Stated(provenance.SourceUri, "the provenance names no source"),
            SourceDigest = Stated(provenance.SourceDigest, "the provenance does not pin its source"),
            SourceRef = provenance.SourceRef,
            Invocation = provenance.InvocationId,
            Trigger = provenance.Trigger,
            Dependencies = provenance.Dependencies.Length,
            DependenciesWithDigest = provenance.Dependencies.Count(dependency => !dependency.Digests.IsEmpty),
            SubjectMatches = isAbout,
            Covers = attached.Covers(judged.SignedDigest(image, attached), image.Subject),
            Outcome = words.Outcome,
            Signer = words.Signer,
            SignerAllowed = words.Allowed(identity => identity.MayAttest(provenance.PredicateType)),
            BuildLevel = level,
            BuilderTrusted = isTrusted,
            CertificateAgrees = Agreed(judged),
            CertificateDifferences = judged.Agreement?.Differences ?? [],
            SlsaEvidence = BuildTrack.Evidence(judged, isAbout, words.Outcome, isTrusted, level),
        };
    }

    // A certificate speaks with the weight of its signature only.
    private static Knowable<bool> Agreed(JudgedStatement judged)
    {
        if (judged.Agreement is not { } agreement) return Knowable<bool>.Unknown("no certificate says who built it");
        if (!agreement.Differences.IsEmpty) return Knowable<bool>.Known(false);
        if (judged.Assessment is not { Outcome: >= CheckOutcome.Note }) return Knowable<bool>.Unknown("the certificate's signature does not verify");
        return agreement.Agreed.IsEmpty ? Knowable<bool>.Unknown("provenance and certificate state nothing in common") : Knowable<bool>.Known(true);
    }

    private static Knowable<string> Stated(string? value, string reason) => value is null ? Knowable<string>.Unknown(reason) : Knowable<string>.Known(value);
}
