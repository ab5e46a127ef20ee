using Compliance.Evidence.Packaging;
using Compliance.Policy.Facts;
using Compliance.Reporting.Model;

namespace Compliance.Reporting.Sections.Facts;

/// <summary>in-toto statements attached to the images.</summary>
internal static class AttestationsSection
{
    public const string Id = "attestations";

    private const int MaxFailures = 5;

    public static Block.Section Fold(EvidenceDraft draft) => new(2, Id, "Attestations",
    [
        .. FactTable.Of<AttestationFact>(draft, FactKind.Attestation, "statements attached to the images",
            [new("Outcome", 18), new("Predicate", 34), new("Signer", 24), new("Checks that did not pass", 24)],
            (attestation, _) =>
            [
                new TableCell([[.. Wording.Word(attestation.Outcome)], Wording.Asked("about this image", Wording.YesNo(attestation.SubjectMatches, Tone.Good, Tone.Bad))]),
                new TableCell([[new Inline.Code(attestation.PredicateType)], [new Inline.Aside(attestation.StatementType)]]),
                new TableCell(
                [
                    [.. Wording.Known(attestation.Signer, name => new Inline.Strong(name))],
                    Wording.Asked("may attest this", Wording.YesNo(attestation.SignerAllowed, Tone.Good, Tone.Bad)),
                    [.. Wording.Known(attestation.Algorithm, name => name)],
                    Wording.Asked("approved", Wording.YesNo(attestation.AlgorithmApproved, Tone.Good, Tone.Bad)),
                ]),
                FactTable.Lines(attestation.Failures, MaxFailures, "none"),
            ]),
    ]);
}
