using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Formats.CryptoModules.Cmvp.Lists;

/// <summary>Rows of a JSON dump. Members of a row that are objects are left out: no column that is asked for is one.</summary>
internal static class CmvpJsonDump
{
    private static readonly string[] AsOfNames = ["asof", "retrievedbysourceon", "basestatusasof", "statusasof", "retrievedon", "retrievedat", "generatedat", "scrapedat"];

    public static CmvpDumpRows Read(ReadOnlyMemory<byte> bytes, string document, Limits limits, DefectCollector defects)
    {
        var json = StrictJson.Read(bytes, document, limits);
        if (!json.TryGet(out var tree))
        {
            defects.AddRange(json.Defects);
            return CmvpDumpRows.None;
        }

        var root = tree.Root;
        if (root.IsList) return new CmvpDumpRows(null, null, Rows(root, defects), [], []);
        var lists = root.Members.Where(member => member.Value.IsList).ToList();
        var certificates = List(lists, column => column is "certificates" or "modules" or "data" or "results");
        if (certificates is null) defects.Add(CryptoModuleDiagnostics.CmvpDump, root, "there is no list 'certificates' or 'modules'");
        var metadata = root["metadata"].IsMap ? root["metadata"] : root;
        return new CmvpDumpRows(
            Day(metadata),
            metadata["origin"].AsText ?? metadata["source"].AsText ?? metadata["dataset"].AsText,
            certificates is { } list ? Rows(list, defects) : [],
            List(lists, column => column is "inprocess" || column.StartsWith("modulesinprocess", StringComparison.Ordinal)) is { } process ? Rows(process, defects) : [],
            List(lists, column => column is "entropysources") is { } entropy ? Rows(entropy, defects) : []);
    }

    private static JsonValue? List(List<JsonMember> lists, Func<string, bool> isWanted)
    {
        foreach (var member in lists)
        {
            if (isWanted(CmvpDumpRow.ColumnOf(member.Name))) return member.Value;
        }

        return null;
    }

    private static DateOnly? Day(JsonValue metadata)
    {
        foreach (var name in AsOfNames)
        {
            var found = metadata.Members.FirstOrDefault(member => CmvpDumpRow.ColumnOf(member.Name) == name).Value.AsText;
            if (found is not null && CmvpRowReader.ParseDay(found) is { } day) return day;
        }

        return null;
    }

    private static ImmutableArray<CmvpDumpRow> Rows(JsonValue list, DefectCollector defects)
    {
        var rows = ImmutableArray.CreateBuilder<CmvpDumpRow>();
        foreach (var item in list.Items)
        {
            if (item.IsMap) rows.Add(Row(item, rows.Count));
            else defects.Add(CryptoModuleDiagnostics.CmvpDump, item, "a row is no object");
        }

        return rows.ToImmutable();
    }

    private static CmvpDumpRow Row(JsonValue item, int index)
    {
        var cells = new Dictionary<string, ImmutableArray<string>>(StringComparer.Ordinal);
        foreach (var member in item.Members)
        {
            ImmutableArray<string> values = member.Value.IsList ? [.. member.Value.Items.Select(Text).OfType<string>()] : Text(member.Value) is { } text ? [text] : [];
            if (values.Length > 0) cells.TryAdd(CmvpDumpRow.ColumnOf(member.Name), values);
        }

        // The place of every row would be a pass over the document each: the row's number says it as well.
        return new CmvpDumpRow(new Locator(item.Document, item.Offset, null, null, $"row {(index + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)}"), cells);
    }

    private static string? Text(JsonValue value) => value.AsText ?? value.NumberText;
}
