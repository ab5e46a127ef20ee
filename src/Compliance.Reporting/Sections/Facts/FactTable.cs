using System.Collections.Immutable;
using Compliance.Evidence.Packaging;
using Compliance.Policy.Facts;
using Compliance.Reporting.Model;

namespace Compliance.Reporting.Sections.Facts;

/// <summary>A table over the facts of one kind, with a column for the image where there are several, and words for finding none.</summary>
internal static class FactTable
{
    /// <summary>Rows of one table: a subject can't make a report without end.</summary>
    public const int MaxRows = 20_000;

    /// <summary>The table, or what was looked at when there is nothing to list; then what coverage leaves open.</summary>
    public static IEnumerable<Block> Of<T>(EvidenceDraft draft, FactKind kind, string plural, ImmutableArray<TableColumn> columns, Func<T, Fact, IEnumerable<TableCell>> cells)
        where T : FactValue
    {
        var several = Images.AreSeveral(draft);
        var all = Facts<T>(draft, kind).ToImmutableArray();
        var rows = all.Take(MaxRows).Select(found => several
            ? new TableRow([Images.Label(draft, found.Fact.Subject), .. cells(found.Value, found.Fact)])
            : new TableRow([.. cells(found.Value, found.Fact)])).ToImmutableArray();
        if (!rows.IsEmpty)
            yield return new Block.Table($"{Wording.Number(all.Length)} {plural}", several ? [new("Image", 18), .. columns] : columns, rows);
        if (Omitted(all.Length) is { } omitted) yield return omitted;
        yield return Remark(draft, kind, rows.IsEmpty);
    }

    public static IEnumerable<(T Value, Fact Fact)> Facts<T>(EvidenceDraft draft, FactKind kind)
        where T : FactValue =>
        draft.Facts.SelectMany(set => set.OfKind(kind)).Where(fact => fact.Value is T).Select(fact => ((T)fact.Value, fact));

    /// <summary>How many rows a table leaves out; null when it has them all.</summary>
    public static Block.Paragraph? Omitted(int count) => count <= MaxRows
        ? null
        : new Block.Paragraph([new Inline.Strong($"{Wording.Number(count - MaxRows)} more are not listed here"), "; the package holds all of them."]);

    /// <summary>What was looked at, and whether there may be more than was found.</summary>
    public static Block.Paragraph Remark(EvidenceDraft draft, FactKind kind, bool isEmpty)
    {
        var looked = isEmpty ? $"None found; {Wording.Count(Images.FactCount(draft), "fact")} looked at." : "";
        var least = draft.Facts.Select(set => set.CoverageOf(kind)).DefaultIfEmpty(Coverage.NotCollected).Min();
        var open = (least, isEmpty) switch
        {
            (Coverage.Complete, true) => "Collection of this kind was complete.",
            (Coverage.Complete, false) => "Complete: the list is all there is.",
            (Coverage.Partial, _) => "Collection of this kind was partial for at least one image: there may be more.",
            _ => "This kind was not collected for at least one image: nothing is known there.",
        };
        return new Block.Paragraph([new Inline.Aside(looked.Length == 0 ? open : $"{looked} {open}")]);
    }

    public static TableCell Lines(IEnumerable<string> lines, int limit, string none)
    {
        var all = lines.ToImmutableArray();
        if (all.IsEmpty) return new TableCell(new Inline.Aside(none));
        ImmutableArray<ImmutableArray<Inline>> shown = [.. all.Take(limit).Select(line => (ImmutableArray<Inline>)[new Inline.Code(line)])];
        return new TableCell(all.Length > limit ? shown.Add([new Inline.Aside($"and {Wording.Number(all.Length - limit)} more")]) : shown);
    }
}
