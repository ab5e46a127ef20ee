using System.Collections.Immutable;
using Compliance.Evidence.Packaging;
using Compliance.Policy.Facts;
using Compliance.Reporting.Model;

namespace Compliance.Reporting.Sections.Facts;

/// <summary>Who says that they built the images, from what.</summary>
internal static class ProvenanceSection
{
    public const string Id = "provenance";

    private const int MaxLines = 8;

    public static Block.Section Fold(EvidenceDraft draft) => new(2, Id, "Provenance",
    [
        .. FactTable.Of<ProvenanceFact>(draft, FactKind.Provenance, "statements of provenance",
            [new("Signature", 16), new("Builder", 24), new("Source", 24), new("Dependencies", 12), new("SLSA: requirement and evidence", 24)],
            (provenance, _) =>
            [
                new TableCell(
                [
                    [.. Wording.Word(provenance.Outcome)],
                    [.. Wording.Known(provenance.Signer, name => name)],
                    Wording.Asked("about this image", Wording.YesNo(provenance.SubjectMatches, Tone.Good, Tone.Bad)),
                    Wording.Asked("about its", [Wording.OrNone(provenance.Covers, "neither manifest nor index")]),
                    Wording.Asked("signer may attest this", Wording.YesNo(provenance.SignerAllowed, Tone.Good, Tone.Bad)),
                ]),
                new TableCell(
                [
                    [new Inline.Code(provenance.BuilderId)],
                    Wording.Asked("builder trusted", Wording.YesNo(provenance.BuilderTrusted, Tone.Good, Tone.Bad)),
                    Wording.Asked("build type", Wording.CodeOrNone(provenance.BuildType)),
                    Wording.Asked("build level", Wording.Known(provenance.BuildLevel, level => Wording.Number(level))),
                    Wording.Asked("certificate agrees", Wording.YesNo(provenance.CertificateAgrees, Tone.Good, Tone.Bad)),
                    .. provenance.CertificateDifferences.Take(MaxLines).Select(difference => (ImmutableArray<Inline>)[new Inline.Code(difference)]),
                ]),
                new TableCell(
                [
                    [.. Wording.Known(provenance.SourceUri, uri => new Inline.Code(uri))],
                    [.. Wording.Known(provenance.SourceDigest, digest => new Inline.Hash(digest))],
                ]),
                new TableCell(
                [
                    [$"{Wording.Number(provenance.DependenciesWithDigest)} of {Wording.Number(provenance.Dependencies)} with a digest"],
                    [new Inline.Aside(provenance.PredicateType)],
                ]),
                FactTable.Lines(provenance.SlsaEvidence, MaxLines, "none"),
            ]),
    ]);
}
