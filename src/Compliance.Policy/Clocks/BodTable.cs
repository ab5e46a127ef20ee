using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Policy.Documents;

namespace Compliance.Policy.Clocks;

/// <summary>The decision table of CISA BOD 26-04: all sixteen combinations, each once.</summary>
public sealed class BodTable
{
    private readonly ImmutableArray<BodRow> rows;

    private BodTable(string source, ImmutableArray<BodRow> rows) => (Source, this.rows) = (source, rows);

    public string Source { get; }

    /// <summary>Reads <c>policies/catalogs/clocks/bod-26-04.yaml</c>; a combination that is missing or there twice rejects it.</summary>
    public static Reading<BodTable> Read(ReadOnlyMemory<byte> bytes, string document, Limits limits) => ClockDocument.Read(bytes, document, limits, (reader, text) =>
    {
        reader.Text("clock", "^bod-26-04$");
        reader.Text("title");
        var table = new BodTable(reader.Text("source"), reader.Mappings("rows", row => Row(row, text), required: true));
        if (table.rows.DistinctBy(row => (row.InKev, row.IsExposed, row.IsAutomatable, row.HasTotalImpact)).Count() != 16 || table.rows.Length != 16)
            text.Defects.Add(PolicyDiagnostics.BadValue, reader.Mapping.Locator, "the table has each of the sixteen combinations once");
        return table;
    });

    public BodRow Decide(bool inKev, bool isExposed, bool isAutomatable, bool hasTotalImpact) =>
        rows.Single(row => (row.InKev, row.IsExposed, row.IsAutomatable, row.HasTotalImpact) == (inKev, isExposed, isAutomatable, hasTotalImpact));

    /// <summary>
    /// Every row that is possible when some inputs are unknown (null), in the order of the table, so that both columns are shown instead of one being assumed.
    /// </summary>
    public ImmutableArray<BodRow> Possible(bool? inKev, bool? isExposed, bool? isAutomatable, bool? hasTotalImpact) =>
    [
        .. rows.Where(row => row.InKev == (inKev ?? row.InKev) && row.IsExposed == (isExposed ?? row.IsExposed)
            && row.IsAutomatable == (isAutomatable ?? row.IsAutomatable) && row.HasTotalImpact == (hasTotalImpact ?? row.HasTotalImpact)),
    ];

    private static BodRow Row(DocumentReader reader, DocumentText text) => new(
        ClockDocument.Flag(reader, text, "kev"),
        ClockDocument.Flag(reader, text, "exposed"),
        ClockDocument.Flag(reader, text, "automatable"),
        reader.Text("impact", "^(partial|total)$") == "total",
        (int?)reader.OptionalNumber("days"),
        reader.Node("forensics") is not null && ClockDocument.Flag(reader, text, "forensics"));
}
