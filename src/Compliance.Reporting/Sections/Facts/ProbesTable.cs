using Compliance.Evidence.Packaging;
using Compliance.Policy.Facts;
using Compliance.Reporting.Model;

namespace Compliance.Reporting.Sections.Facts;

/// <summary>What programs of the image answered in a sandbox, apart from what its bytes say; nothing where no probe ran.</summary>
internal static class ProbesTable
{
    private const int MaxModules = 10;

    public static IEnumerable<Block> Fold(EvidenceDraft draft)
    {
        var isAny = FactTable.Facts<ProbeFact>(draft, FactKind.Probe).Any() || draft.Facts.Any(set => set.CoverageOf(FactKind.Probe) == Coverage.Partial);
        if (!isAny) return [];
        return
        [
            new Block.Section(3, "probes", "Probes",
            [
                new Block.Paragraph(["Programs of the image were run in a sandbox on the machine of the audit. Their answers confirm or contradict what the bytes of the image say; they stand for no deployment."]),
                .. FactTable.Of<ProbeFact>(
                    draft, FactKind.Probe, "probes", [new("Probe", 20), new("Program", 20), new("Answer", 26), new("Against the bytes", 16), new("Modules", 18)],
                    (probe, _) =>
                    [
                        new TableCell(probe.Name),
                        new TableCell(new Inline.Code(probe.Program)),
                        new TableCell(probe.Approved.IsKnown ? [new Inline.Text(probe.Seen)] : [new Inline.Text(probe.Seen), .. Wording.Unknown(probe.Approved.Reason)]),
                        new TableCell(Agreement(probe)),
                        FactTable.Lines(probe.Modules, MaxModules, "none known"),
                    ]),
            ]),
        ];
    }

    private static Inline[] Agreement(ProbeFact probe) => Wording.Known(probe.Agreement, word => new Inline.Badge(word switch { "contradicts" => Tone.Bad, "confirms" => Tone.Good, _ => Tone.Neutral }, word));
}
