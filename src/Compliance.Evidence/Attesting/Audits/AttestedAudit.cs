using System.Collections.Immutable;
using Compliance.Evidence.Assessing;
using Compliance.Evidence.Packaging;
using Compliance.Evidence.Raw;
using Compliance.Formats;
using Compliance.Oci.References;
using Compliance.Policy.Facts;
using Compliance.Policy.Results;

namespace Compliance.Evidence.Attesting.Audits;

/// <summary>
/// An audit about which statements are made: what its package says, made again from the evidence in it. The statements are a fold over it and decide nothing.
/// </summary>
/// <param name="PackageDigest">Of the whole package file.</param>
/// <param name="VerifierId">The URI by which whoever signs is known as a verifier.</param>
/// <param name="VerifierVersion">Version of this program.</param>
/// <param name="ResourceUri">What the image was fetched as; empty to derive it from the audit.</param>
public sealed record AttestedAudit(
    Assessment Assessment, RawEvidence Raw, PackageDescription Package, Digest PackageDigest, string VerifierId, string VerifierVersion, string ResourceUri)
{
    internal Evaluation Evaluation => Assessment.Evaluation;

    /// <summary>The images that were audited; where there are several of one index, the index first.</summary>
    public ImmutableArray<Digest> Subjects =>
    [
        .. Raw.Images.Select(image => image.Index?.Item.Sha256).OfType<Digest>().Distinct().Where(index => Raw.Images.Length > 1),
        .. Raw.Images.Select(image => image.Subject),
    ];

    /// <summary>The statements about one subject, as predicate type and predicate: summary (VSA), detailed findings, test result.</summary>
    /// <param name="subject">One of <see cref="Subjects"/>.</param>
    public ImmutableArray<(string PredicateType, byte[] Predicate)> StatementsAbout(Digest subject) =>
    [
        SummaryPredicate.Write(this, subject),
        FindingsPredicate.Write(this, subject),
        TestResultPredicate.Write(this, subject),
    ];

    /// <summary>The images that a subject stands for: itself, or those of the index.</summary>
    internal ImmutableArray<RawImage> ImagesOf(Digest subject) => [.. Raw.Images.Where(image => image.Subject == subject || image.Index?.Item.Sha256 == subject)];

    internal ImmutableArray<PolicyResult> ResultsOf(Digest subject)
    {
        var images = ImagesOf(subject).Select(image => image.Subject).ToHashSet();
        return [.. Evaluation.Results.Where(result => images.Contains(result.Subject))];
    }

    internal ImmutableArray<FactSet> FactsOf(Digest subject) => [.. Assessment.Facts.Where(facts => ImagesOf(subject).Any(image => image.Subject == facts.Subject))];

    /// <summary>Waivers change nothing here: what is waived is not met.</summary>
    internal Verdict VerdictOf(Digest subject) => Verdicts.Combine(ResultsOf(subject).Select(result => result.CountsAs));

    internal string ResourceOf(Digest subject)
    {
        if (ResourceUri.Length > 0) return ResourceUri;
        var reference = ImageReference.Parse(ImagesOf(subject)[0].Reference);
        return reference.TryGet(out var named) && named.Repository is { } repository ? $"{named.Location}/{repository}@{subject}" : $"pkg:oci/image@{subject.Algorithm}%3A{subject.Hex}";
    }
}
