using System.Text.Json;
using System.Text.Json.Serialization;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Policy.Findings.Journal;

/// <summary>Entries as canonical JSON (RFC 8785): the same entry has the same bytes.</summary>
public static class EntryJson
{
    public static byte[] Write(JournalEntry entry, Limits limits)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var bytes = JsonSerializer.SerializeToUtf8Bytes(entry, EntryJsonContext.Default.JournalEntry);
        return CanonicalJson.Of(StrictJson.Read(bytes, "entry", limits).Required().Root);
    }

    public static Reading<JournalEntry> Read(ReadOnlyMemory<byte> bytes, string document, Limits limits)
    {
        var json = StrictJson.Read(bytes, document, limits);
        if (!json.TryGet(out _)) return Readings.Reject<JournalEntry>(json.Defects);
        try
        {
            var entry = JsonSerializer.Deserialize(bytes.Span, EntryJsonContext.Default.JournalEntry);
            return entry is null ? Reject("it is null") : Readings.Accept(entry);
        }
        catch (Exception bad) when (bad is JsonException or NotSupportedException)
        {
            return Reject(bad.Message);
        }

        Reading<JournalEntry> Reject(string cause) => Readings.Reject<JournalEntry>(FindingCodes.NotEntry, new Locator(document), $"no entry of a journal of findings: {cause}");
    }
}
