using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;
using Compliance.Formats.Vulnerabilities;

namespace Compliance.Policy.Findings;

/// <summary>
/// The first detection of every vulnerability that the record of a system holds, as a document of its own: an input of an audit, kept in its package, so that
/// clocks can be computed again from there. Canonical JSON; the same record has the same bytes.
/// </summary>
/// <param name="AsOf">Nothing that was recorded as seen after this time is in it.</param>
/// <param name="Entries">Entries of the journal that it was made from.</param>
/// <param name="Head">SHA-256 of the last of them, 64 hexadecimal characters; empty when there is none. Two histories of one system must lie on one chain.</param>
/// <param name="Records">By tracking id, ordinal order.</param>
public sealed record DetectionHistory(string SystemId, DateTimeOffset AsOf, long Entries, string Head, ImmutableArray<DetectionRecord> Records)
{
    public const string Schema = "compliance/detection-history/v1";

    /// <summary>Name of the file in a folder of findings.</summary>
    public const string FileName = "detection-history.json";

    /// <summary>
    /// The record with the earliest detection under one of the names, one whose detection is not known before all others; null when the record knows none of
    /// them. Two CVEs never meet: an alias counts only where the record's own id, or the one asked for, is no CVE.
    /// </summary>
    public DetectionRecord? Find(string id, IEnumerable<string> aliases)
    {
        var names = aliases.Where(name => !VulnerabilityIds.IsCve(name)).Append(id).ToHashSet(StringComparer.Ordinal);
        return Records
            .Where(record => VulnerabilityIds.IsCve(record.Id) && VulnerabilityIds.IsCve(id) ? record.Id == id : names.Contains(record.Id) || record.Aliases.Any(names.Contains))
            .OrderBy(record => record.DetectedAt ?? DateTimeOffset.MinValue).ThenBy(record => record.TrackingId, StringComparer.Ordinal)
            .FirstOrDefault();
    }

    public byte[] Write() => CanonicalJson.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("schema", Schema);
        writer.WriteString("system", SystemId);
        writer.WriteString("asOf", FindingTime.ToText(AsOf));
        writer.WriteNumber("entries", Entries);
        writer.WriteString("head", Head);
        writer.WriteNumber("count", Records.Length);
        writer.WriteStartArray("findings");
        foreach (var record in Records) Write(writer, record);
        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    /// <summary>Any defect rejects: a record that is lost would start a clock late.</summary>
    public static Reading<DetectionHistory> Read(ReadOnlyMemory<byte> bytes, string document, Limits limits)
    {
        var json = StrictJson.Read(bytes, document, limits);
        if (!json.TryGet(out var tree)) return Readings.Reject<DetectionHistory>(json.Defects);
        var (root, defects) = (tree.Root, new DefectCollector(limits));
        if (!root["schema"].TextEquals(Schema)) return Readings.Reject<DetectionHistory>(FindingCodes.NotHistory, new Locator(document), $"no detection history: its schema is not '{Schema}'");
        var system = root.RequiredText("system", defects);
        var asOf = Time(root, "asOf", defects);
        var entries = root.RequiredInt64("entries", defects);
        var head = root.RequiredText("head", defects);
        var count = root.RequiredInt64("count", defects);
        var records = root.OptionalMaps("findings", defects).Select(item => Record(item, defects)).OfType<DetectionRecord>().ToImmutableArray();
        if (defects.Count == 0 && count != records.Length)
            defects.Add(FindingCodes.CountDiffers, root["count"], $"{count} findings are counted, {records.Length} are there");
        return defects.Count > 0
            ? Readings.Reject<DetectionHistory>(defects.ToImmutable())
            : Readings.Accept(new DetectionHistory(system!, asOf, entries!.Value, head!, records));
    }

    private static void Write(CanonicalJsonWriter writer, DetectionRecord record)
    {
        writer.WriteStartObject();
        writer.WriteString("trackingId", record.TrackingId);
        writer.WriteString("id", record.Id);
        writer.WriteStrings("aliases", record.Aliases);
        if (record.DetectedAt is { } detected) writer.WriteString("detectedAt", FindingTime.ToText(detected));
        writer.WriteStartObject("evidence");
        writer.WriteString("kind", record.EvidenceKind);
        writer.WriteString("name", record.EvidenceName);
        writer.WriteString("sha256", record.EvidenceSha256);
        writer.WriteEndObject();
        if (record.Correction is { } correction)
        {
            writer.WriteStartObject("correction");
            writer.WriteString("document", Convert.ToBase64String(correction.Document.Span));
            writer.WriteString("signature", Convert.ToBase64String(correction.Signature.Span));
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static DetectionRecord? Record(JsonValue item, DefectCollector defects)
    {
        var before = defects.Count;
        var (tracking, id) = (item.RequiredText("trackingId", defects), item.RequiredText("id", defects));
        ImmutableArray<string> aliases = [.. item.OptionalTexts("aliases", defects)];
        var detected = item["detectedAt"].HasValue ? Time(item, "detectedAt", defects) : (DateTimeOffset?)null;
        var evidence = item.RequiredMap("evidence", defects);
        var (kind, name, sha256) = (evidence.RequiredText("kind", defects), evidence.RequiredText("name", defects), evidence.RequiredText("sha256", defects));
        var correction = Correction(item.OptionalMap("correction", defects), defects);
        return defects.Count > before ? null : new DetectionRecord(tracking!, id!, aliases, detected, kind!, name!, sha256!) { Correction = correction };
    }

    private static SignedCorrection? Correction(JsonValue item, DefectCollector defects)
    {
        if (!item.HasValue) return null;
        var (document, signature) = (Bytes("document"), Bytes("signature"));
        return document is null || signature is null ? null : new SignedCorrection(document, signature);

        byte[]? Bytes(string name)
        {
            var text = item.RequiredText(name, defects) ?? "";
            var bytes = new byte[text.Length];
            if (Convert.TryFromBase64String(text, bytes, out var length)) return bytes[..length];
            defects.Add(FindingCodes.NotHistory, item, $"'{name}' is not in base64");
            return null;
        }
    }

    private static DateTimeOffset Time(JsonValue map, string name, DefectCollector defects)
    {
        var text = map.RequiredText(name, defects);
        if (FindingTime.Parse(text) is { } time) return time;
        if (text is not null) defects.Add(FindingCodes.BadTime, map[name], $"'{name}' is no time in UTC with whole seconds");
        return default;
    }
}
