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
        return new ProvenanceFact
        {
            PredicateType = provenance.PredicateType,
            BuilderId = provenance.BuilderId,
            BuildType = provenance.BuildType,
            SourceUri = Stated(provenance.SourceUri, "the provenance names no source"),
            SourceDigest = Stated(provenance.SourceDigest, "the provenance does not pin its source"),
            Dependencies = provenance.Dependencies.Length,
            DependenciesWithDigest = provenance.Dependencies.Count(dependency => !dependency.Digests.IsEmpty),
            SubjectMatches = judged.IsAbout(image, attached),
            Outcome = words.Outcome,
            Signer = words.Signer,
            SignerAllowed = words.Allowed(identity => identity.MayAttest(provenance.PredicateType)),
            BuildLevel = Level(judged, words.Allowed(identity => identity.TrustsBuilder(provenance.BuilderId))),
            BuilderTrusted = words.Allowed(identity => identity.TrustsBuilder(provenance.BuilderId)),
        };
    }

    private static Knowable<long> Level(JudgedStatement judged, Knowable<bool> isTrusted)
    {
        if (!isTrusted.IsKnown) return Knowable<long>.Unknown(isTrusted.Reason);
        if (!isTrusted.Value) return Knowable<long>.Known(0);
        return judged.Assessment?.Signer?.BuildLevel is { } level ? Knowable<long>.Known(level) : Knowable<long>.Unknown("trust.yaml states no build level of this builder");
    }

    private static Knowable<string> Stated(string? value, string reason) => value is null ? Knowable<string>.Unknown(reason) : Knowable<string>.Known(value);
}
