using System.Globalization;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Formats.CryptoModules.Cmvp.Lists;

/// <summary>An imported list as it is kept, signed and packed: canonical JSON, so that the same dump gives the same bytes.</summary>
public static class CmvpListFile
{
    private const string Kind = "cmvp-list";

    public static byte[] Write(CmvpList list) => CanonicalJson.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("catalog", Kind);
        writer.WriteString("asOf", Text(list.AsOf));
        writer.WriteString("source", list.Source);
        writer.WriteString("input", list.Input.ToString());
        writer.WriteBoolean("whole", list.IsWhole);
        writer.WriteStartArray("certificates");
        foreach (var listing in list.Listings) Write(writer, listing);
        writer.WriteEndArray();
        writer.WriteStartArray("inProcess");
        foreach (var row in list.Submissions)
        {
            writer.WriteStartObject();
            writer.WriteString("name", row.Name);
            writer.WriteString("vendor", row.Vendor);
            writer.WriteString("standard", row.Standard);
            writer.WriteString("stage", row.Stage);
            writer.WriteString("since", Text(row.Since));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("entropySources");
        foreach (var row in list.EntropySources)
        {
            writer.WriteStartObject();
            writer.WriteString("esv", row.Number);
            writer.WriteString("name", row.Name);
            writer.WriteString("vendor", row.Vendor);
            writer.WriteString("source", row.Source);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    /// <summary>Rejected when it is no such file, or when one row of it can't be read.</summary>
    public static Reading<CmvpList> Read(ReadOnlyMemory<byte> bytes, string document, Limits limits)
    {
        var json = StrictJson.Read(bytes, document, limits);
        if (!json.TryGet(out var tree)) return Readings.Reject<CmvpList>(json.Defects);
        var defects = new DefectCollector(limits);
        var root = tree.Root;
        if (root.RequiredText("catalog", defects) is { } kind && kind != Kind) defects.Add(CryptoModuleDiagnostics.CmvpDump, root["catalog"], $"'{kind}' is no imported list: compliance cmvp import makes one");
        var (asOf, source, input) = (root.RequiredText("asOf", defects), root.RequiredText("source", defects), root.RequiredText("input", defects));
        if (asOf is not null && CmvpRowReader.ParseDay(asOf) is null) defects.Add(CryptoModuleDiagnostics.CmvpDump, root["asOf"], $"'{asOf}' is no date");
        if (input is not null && !Digest.TryParse(input, out _)) defects.Add(CryptoModuleDiagnostics.CmvpDump, root["input"], $"'{input}' is no digest");
        var isWhole = root.OptionalBoolean("whole", defects) ?? false;
        return defects.Count > 0
            ? Readings.Reject<CmvpList>(defects.ToImmutable())
            : CmvpDumpReader.Read(bytes, document, CmvpRowReader.ParseDay(asOf!), source, Digest.Parse(input!), isWhole, limits);
    }

    private static void Write(CanonicalJsonWriter writer, CmvpListing listing)
    {
        writer.WriteStartObject();
        writer.WriteNumber("number", listing.Number);
        writer.WriteString("name", listing.Name);
        writer.WriteString("vendor", listing.Vendor);
        writer.WriteString("standard", listing.Standard);
        if (listing.Level > 0) writer.WriteNumber("level", listing.Level);
        writer.WriteString("status", listing.Status switch { CmvpStatedStatus.Active => "active", CmvpStatedStatus.Historical => "historical", _ => "revoked" });
        writer.WriteString("statusAsOf", Text(listing.StatusAsOf));
        writer.WriteStartArray("validated");
        foreach (var day in listing.Validated) writer.WriteStringValue(Text(day));
        writer.WriteEndArray();
        if (listing.Sunset is { } sunset) writer.WriteString("sunset", Text(sunset));
        if (listing.Caveat.Length > 0) writer.WriteString("caveat", listing.Caveat);
        if (!listing.Algorithms.IsEmpty) writer.WriteStrings("algorithmValidations", listing.Algorithms.Select(one => one.ToString()));
        writer.WriteEndObject();
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
