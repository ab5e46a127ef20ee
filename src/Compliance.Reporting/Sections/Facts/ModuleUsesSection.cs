using System.Collections.Immutable;
using System.Globalization;
using Compliance.Evidence.Packaging;
using Compliance.Policy.Facts;
using Compliance.Reporting.Inventories;
using Compliance.Reporting.Model;

namespace Compliance.Reporting.Sections.Facts;

/// <summary>The cryptographic modules table of the system (SSP Appendix Q; the list of CMU-CSO-CMD): what each module is used for, and what each row rests on.</summary>
internal static class ModuleUsesSection
{
    public const string Id = "appendix-q";

    public static Block.Section Fold(EvidenceDraft draft)
    {
        var uses = ModuleUses.Of(draft.Facts);
        var blocks = ImmutableArray.CreateBuilder<Block>();
        blocks.Add(new Block.Paragraph(
        [
            "A row is ", new Inline.Strong("proved from bytes"), " where an image of this package holds the module, ", new Inline.Strong("declared"), " where only the system file names it, and ",
            new Inline.Strong("inherited"), " where another certified system answers for it. ", $"States of certificates are those on {Wording.Day(draft.Run.EvaluatedAt)}.",
        ]));
        Add(blocks, "Data in transit", [.. uses.Where(use => use.Table == ModuleUse.InTransit)], [new("Ref", 6), new("Source", 30), new("Destination", 26), new("Usage", 18), new("Notes", 20)], Transit);
        Add(blocks, "Data at rest", [.. uses.Where(use => use.Table == ModuleUse.AtRest)], [new("Ref", 6), new("Module", 36), new("Usage", 22), new("Encryption", 14), new("Notes", 22)], Plain);
        Add(blocks, "Other (hashes, digital signatures, MFA and so on)", [.. uses.Where(use => use.Table == ModuleUse.Other)], [new("Ref", 6), new("Module", 36), new("Usage", 22), new("Encryption", 14), new("Notes", 22)], Plain);
        blocks.Add(FactTable.Remark(draft, FactKind.CryptoModule, uses.IsEmpty));
        if (draft.Facts.Any(set => set.CoverageOf(FactKind.Declaration) != Coverage.Complete)) blocks.Add(new Block.Paragraph([new Inline.Aside("Without a system file no use, no module outside of the images and nothing inherited is known.")]));
        return new Block.Section(2, Id, "Cryptographic modules by use", blocks.ToImmutable());
    }

    private static void Add(ImmutableArray<Block>.Builder blocks, string title, ImmutableArray<ModuleUse> uses, ImmutableArray<TableColumn> columns, Func<ModuleUse, string, TableRow> row)
    {
        if (uses.IsEmpty) return;
        blocks.Add(new Block.Table($"{title}: {Wording.Count(uses.Length, "row")}", columns, [.. uses.Take(FactTable.MaxRows).Select((use, index) => row(use, (index + 1).ToString(CultureInfo.InvariantCulture)))]));
        if (FactTable.Omitted(uses.Length) is { } omitted) blocks.Add(omitted);
    }

    private static TableRow Transit(ModuleUse use, string number) => new(
        number, Side(use.Module), use.FarEnd is { } end ? Side(end) : new TableCell(new Inline.Aside("not declared")), Usage(use, AppendixQ.Protocol(use.Kind)), new TableCell(Wording.OrNone(use.Notes, "none")));

    private static TableRow Plain(ModuleUse use, string number) =>
        new(number, Side(use.Module), Usage(use, ""), new TableCell(Wording.OrNone(AppendixQ.Encryption(use.Kind), "not stated")), new TableCell(Wording.OrNone(use.Notes, "none")));

    private static TableCell Usage(ModuleUse use, string kind) => new(
    [
        [Wording.OrNone(use.Usage, "not stated")],
        [new Inline.Aside(use.Service.Length == 0 ? "whole system" : $"service {use.Service}")],
        .. kind.Length == 0 ? (ImmutableArray<ImmutableArray<Inline>>)[] : [[new Inline.Text(kind)]],
    ]);

    private static TableCell Side(ModuleSide side) => new(
    [
        [new Inline.Strong(side.Title)],
        [Wording.OrNone(side.Vendor, "vendor not known"), " · ", Wording.OrNone(side.Area, "area not stated")],
        [$"CMVP {side.Certificate}", " ", new Inline.Badge(side.State == "active" ? Tone.Good : Tone.Caution, side.State), " ", new Inline.Aside(side.Validation)],
        [new Inline.Aside(string.Join(" · ", AppendixQ.Checked(side) is { IsEmpty: false } boxes ? boxes : ["no box checked"]))],
        [new Inline.Badge(side.Basis == ModuleSide.Proved ? Tone.Good : Tone.Neutral, side.Basis)],
    ]);
}
