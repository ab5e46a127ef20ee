using Compliance.Evidence.Packaging;
using Compliance.Policy.Facts;
using Compliance.Policy.Facts.Views;
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
        .. RootsUsed(draft),
        new Block.Table("What the manifests and their indexes are signed and attested by",
            [new("Image", 18), new("What", 32), new("Manifest", 22), new("Index", 22), new("About others", 10, IsFigure: true)],
            [.. draft.Facts.SelectMany(facts => CoverageMatrix.Of(facts).Rows.Select(row => new TableRow(
                Images.Label(draft, facts.Subject), new TableCell(new Inline.Code(row.What)), Level(row.Manifest), Level(row.Index), new TableCell(Wording.Number(row.OfOthers)))))]),
    ]);

    private static TableCell Level(string words) => new(words == "none" ? new Inline.Aside(words) : words.StartsWith("verified", StringComparison.Ordinal) ? new Inline.Strong(words) : words);

    // A root that is old or of unknown age knows no key that came after it.
    private static IEnumerable<Block> RootsUsed(EvidenceDraft draft)
    {
        var roots = FactTable.Facts<SignatureFact>(draft, FactKind.Signature).Select(found => found.Value.TrustRoot)
            .Concat(FactTable.Facts<AttestationFact>(draft, FactKind.Attestation).Select(found => found.Value.TrustRoot))
            .Where(root => root.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        foreach (var root in roots) yield return new Block.Paragraph(["Judged by the trusted root ", new Inline.Code(root)]);
    }

    private static Block.Paragraph KeysUsed(EvidenceDraft draft)
    {
        var keys = FactTable.Facts<SignatureFact>(draft, FactKind.Signature).Where(found => found.Value.KeyFingerprint.IsKnown)
            .Select(found => found.Value.KeyFingerprint.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return keys.Count == 0
            ? new Block.Paragraph([new Inline.Aside("Keys used to verify: 0.")])
            : new Block.Paragraph([$"Keys used to verify ({Wording.Number(keys.Count)}): ", .. keys.SelectMany(key => new Inline[] { new Inline.Hash(key), " " })]);
    }
}
