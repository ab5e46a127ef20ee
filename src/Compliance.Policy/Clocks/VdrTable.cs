using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Policy.Documents;

namespace Compliance.Policy.Clocks;

/// <summary>FedRAMP's times for vulnerability detection and response, by class.</summary>
/// <param name="AcceptAfter">From evaluation; what is then not remediated must be categorised as accepted (VER-TFR-MAV).</param>
public sealed record VdrTable(string Source, Timeframe AcceptAfter, ImmutableArray<VdrClass> Classes)
{
    /// <summary>Reads <c>policies/catalogs/clocks/fedramp-vdr.yaml</c>; a class that is missing or a cell that is there twice rejects it.</summary>
    public static Reading<VdrTable> Read(ReadOnlyMemory<byte> bytes, string document, Limits limits) => ClockDocument.Read(bytes, document, limits, (reader, text) =>
    {
        reader.Text("clock", "^fedramp-vdr$");
        reader.Text("title");
        var source = reader.Text("source");
        var accept = Finished(reader.RequiredMapping("acceptAfter"));
        var table = new VdrTable(source, accept, reader.Mappings("classes", one => Class(one, text), required: true));
        if (!table.Classes.Select(one => one.Name).SequenceEqual(["a", "b", "c", "d"], StringComparer.Ordinal))
            text.Defects.Add(PolicyDiagnostics.BadValue, reader.Mapping.Locator, "the classes are a, b, c and d, in this order");
        if (table.Classes.Any(one => one.Cells.DistinctBy(cell => (cell.Impact, cell.IsExposed, cell.IsExploitable)).Count() != one.Cells.Length))
            text.Defects.Add(PolicyDiagnostics.Repeated, reader.Mapping.Locator, "a cell stands twice in its class");
        return table;
    });

    private static VdrClass Class(DocumentReader reader, DocumentText text) =>
        new(reader.Text("class", "^[a-d]$"), Finished(reader.RequiredMapping("evaluateWithin")), reader.Mappings("cells", cell => Cell(cell, text)));

    private static VdrCell Cell(DocumentReader reader, DocumentText text) => new(
        (int)Math.Clamp(reader.OptionalNumber("impact") ?? 0, 0, 5),
        reader.Node("exposed") is null ? null : ClockDocument.Flag(reader, text, "exposed"),
        ClockDocument.Flag(reader, text, "exploitable"),
        ClockDocument.Timeframe(reader));

    private static Timeframe Finished(DocumentReader? reader)
    {
        if (reader is null)
            return new Timeframe(0, TimeUnit.Hours);
        var timeframe = ClockDocument.Timeframe(reader);
        reader.Finish();
        return timeframe;
    }
}
