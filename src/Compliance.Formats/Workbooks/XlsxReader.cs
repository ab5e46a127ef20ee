using System.Collections.Immutable;
using System.IO.Compression;
using System.Xml;
using Compliance.Formats.Reading;

namespace Compliance.Formats.Workbooks;

/// <summary>
/// Reads the text of Office Open XML spreadsheets (ECMA-376, part 1, chapter 18). Macros, links and embedded objects are named in defects and otherwise left alone;
/// a formula is text. Bounds: 64 MiB, 2,000 parts, 128 MiB unpacked, a million cells, 32,767 characters a cell.
/// </summary>
public static class XlsxReader
{
    public const long MaxBytes = 64L << 20;
    public const int MaxSheets = 200;

    private static readonly string[] ActiveParts = ["vbaProject", "externalLink", "embeddings/", "activeX", "ctrlProps", "connections.xml", "queryTable", "customUI"];

    /// <summary>Whether bytes begin as a zip does.</summary>
    public static bool Looks(ReadOnlySpan<byte> bytes) => bytes.StartsWith("PK\u0003\u0004"u8);

    public static Reading<Workbook> Read(ReadOnlyMemory<byte> bytes, string document, Limits limits)
    {
        if (bytes.Length > MaxBytes) return Readings.Reject<Workbook>(WorkbookCodes.TooLarge, new Locator(document), $"{bytes.Length} bytes; {MaxBytes} are read");
        try
        {
            using var stream = new MemoryStream(bytes.ToArray(), writable: false);
            using var archive = new ZipArchive(stream, ZipArchiveMode.Read);
            return Read(archive, document, limits);
        }
        catch (Exception bad) when (bad is InvalidDataException or XmlException or FormatException or OverflowException or NotSupportedException or EndOfStreamException)
        {
            return Readings.Reject<Workbook>(WorkbookCodes.NotWorkbook, new Locator(document), $"no readable spreadsheet: {bad.Message}");
        }
    }

    private static Reading<Workbook> Read(ZipArchive archive, string document, Limits limits)
    {
        var (parts, defects, place) = (new PartSource(archive, document), new DefectCollector(limits), new Locator(document));
        if (archive.Entries.Count > PartSource.MaxParts) return Readings.Reject<Workbook>(WorkbookCodes.TooLarge, place, $"{archive.Entries.Count} parts; {PartSource.MaxParts} are read");
        if (parts.Names.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice)
            return Readings.Reject<Workbook>(WorkbookCodes.BadPart, place, $"the part '{twice.Key}' is there twice: two readers could see two files");
        if (!parts.Has("xl/workbook.xml")) return Readings.Reject<Workbook>(WorkbookCodes.NotWorkbook, place, "it has no xl/workbook.xml");
        foreach (var name in parts.Names.Where(name => Array.Exists(ActiveParts, part => name.Contains(part, StringComparison.OrdinalIgnoreCase))).Order(StringComparer.Ordinal))
            defects.Add(WorkbookCodes.Active, parts.Place(name), "macros, links and embedded objects are not looked at and not carried on");

        var targets = Targets(parts);
        var (list, is1904) = Sheets(parts);
        if (list.Count > MaxSheets) return Readings.Reject<Workbook>(WorkbookCodes.TooLarge, place, $"{list.Count} sheets; {MaxSheets} are read");
        var cells = new CellReader(SharedStrings.Read(parts), DateStyles.Read(parts), is1904, defects);
        var sheets = ImmutableArray.CreateBuilder<Sheet>(list.Count);
        foreach (var (name, relation) in list)
        {
            if (targets.TryGetValue(relation, out var target) && parts.Has(target)) sheets.Add(new Sheet(name, cells.ReadSheet(parts, target)));
            else defects.Add(WorkbookCodes.BadPart, place, $"the sheet '{name}' has no part");
        }

        return sheets.Count == 0 && defects.Count > 0 ? Readings.Reject<Workbook>(defects.ToImmutable()) : Readings.Accept(new Workbook(sheets.ToImmutable()), defects.ToImmutable());
    }

    private static Dictionary<string, string> Targets(PartSource parts)
    {
        var targets = new Dictionary<string, string>(StringComparer.Ordinal);
        parts.Walk("xl/_rels/workbook.xml.rels", element =>
        {
            if (element.LocalName != "Relationship" || element.GetAttribute("TargetMode") == "External") return;
            if (element.GetAttribute("Id") is { } id && element.GetAttribute("Target") is { } target) targets[id] = target.StartsWith('/') ? target[1..] : $"xl/{target}";
        });
        return targets;
    }

    private static (List<(string Name, string Relation)> Sheets, bool Is1904) Sheets(PartSource parts)
    {
        var (sheets, is1904) = (new List<(string, string)>(), false);
        parts.Walk("xl/workbook.xml", element =>
        {
            if (element.LocalName == "workbookPr") is1904 = element.GetAttribute("date1904") is "1" or "true";
            if (element.LocalName != "sheet") return;
            var (name, relation) = ("", "");
            while (element.MoveToNextAttribute())
            {
                if (element.LocalName == "name") name = element.Value;
                else if (element is { LocalName: "id", Prefix.Length: > 0 }) relation = element.Value;
            }

            element.MoveToElement();
            sheets.Add((name, relation));
        });
        return (sheets, is1904);
    }
}
