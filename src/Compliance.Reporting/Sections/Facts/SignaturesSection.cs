using Compliance.Evidence.Packaging;
using Compliance.Policy.Facts;
using Compliance.Reporting.Model;

namespace Compliance.Reporting.Sections.Facts;

/// <summary>Every signature found over an image or its index, good or bad.</summary>
internal static class SignaturesSection
{
    public const string Id = "signatures";

    private const int MaxFailures = 5;

    public static Block.Section Fold(EvidenceDraft draft) => new(2, Id, "Signatures",
    [
        .. FactTable.Of<SignatureFact>(draft, FactKind.Signature, "signatures over the images and their indexes",
            [new("Outcome", 17), new("Signer", 23), new("Signed", 29), new("Algorithm", 17), new("Checks that did not pass", 20)],
            (signature, _) =>
            [
                new TableCell([[.. Wording.Word(signature.Outcome)], [new Inline.Aside(signature.Format)]]),
                new TableCell(
                [
                    [.. Wording.Known(signature.Signer, name => new Inline.Strong(name))],
                    Wording.Asked("may sign images", Wording.YesNo(signature.SignerAllowed, Tone.Good, Tone.Bad)),
                ]),
                new TableCell([[Wording.OrNone(signature.Covers, "neither the manifest nor its index")], [new Inline.Hash(signature.SignedDigest)]]),
                new TableCell(
                [
                    [.. Wording.Known(signature.Algorithm, name => name)],
                    Wording.Asked("approved", Wording.YesNo(signature.AlgorithmApproved, Tone.Good, Tone.Bad)),
                ]),
                FactTable.Lines(signature.Failures, MaxFailures, "none"),
            ]),
        KeysUsed(draft),
    ]);

    private static Block.Paragraph KeysUsed(EvidenceDraft draft)
    {
        var keys = FactTable.Facts<SignatureFact>(draft, FactKind.Signature).Where(found => found.Value.KeyFingerprint.IsKnown)
            .Select(found => found.Value.KeyFingerprint.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return keys.Count == 0
            ? new Block.Paragraph([new Inline.Aside("Keys used to verify: 0.")])
            : new Block.Paragraph([$"Keys used to verify ({Wording.Number(keys.Count)}): ", .. keys.SelectMany(key => new Inline[] { new Inline.Hash(key), " " })]);
    }
}
