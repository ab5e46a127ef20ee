using Compliance.Evidence.Packaging;
using Compliance.Reporting.Model;

namespace Compliance.Reporting.Sections;

/// <summary>Every file under <c>data/</c> that the verdicts rest on.</summary>
internal static class EvidenceSection
{
    public const string Id = "evidence";

    public static Block.Section Fold(EvidenceDraft draft) => new(2, Id, "Evidence index",
    [
        new Block.Paragraph(
        [
            $"{Wording.Count(draft.Files.Length, "file")}, {Wording.Bytes(draft.Files.Sum(file => file.Size))}, under the evidence root ",
            new Inline.Hash(draft.EvidenceRoot), ".",
        ]),
        new Block.Table(
            "Files of the package (reports themselves are not under the evidence root)",
            [new("Path", 38), new("Bytes", 11, IsFigure: true), new("SHA-256", 31), new("Origin", 20)],
            [.. draft.Files.Select(file => new TableRow(
                new TableCell([[new Inline.Code(file.Path)], [new Inline.Aside(file.Role)]]),
                Wording.Number(file.Size),
                new Inline.Hash(file.Sha256.Hex),
                file.Origin))]),
    ]);
}
