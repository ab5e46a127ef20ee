using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;
using Compliance.Formats.Vulnerabilities.Feeds;

namespace Compliance.Evidence.Feeds;

/// <summary>
/// What one feed says about one image: every record under the keys that were looked up, and the keys themselves, so that absence is stated. Written as
/// lines of canonical JSON: the header first, then one record a line.
/// </summary>
/// <param name="Keys">Ordinal order.</param>
public sealed record FeedSlice(FeedHeader Header, ImmutableArray<string> Keys, ImmutableArray<FeedRecord> Records)
{
    private const string Schema = "compliance/feed-slice/v1";
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>The same slice has the same bytes.</summary>
    /// <exception cref="InvalidDataException">A record has a line feed: it is no canonical JSON, and lines would be taken for records.</exception>
    public ReadOnlyMemory<byte> Write()
    {
        var target = new SliceTarget(Header, CanonicalJson.Write(WriteHeader));
        target.Expect(Records.Length, Records.Sum(record => (long)record.Body.Length));
        foreach (var record in Records) target.Take(record.Id, record.Cves, record.Body.Span);
        return target.Bytes;
    }

    /// <summary>What an edition says under some keys, with the bytes that <see cref="Write"/> gives for it.</summary>
    /// <param name="edition">One of the catalog's.</param>
    /// <param name="header">To write, where the same edition goes by another name there.</param>
    /// <exception cref="InvalidDataException">As for <see cref="Write"/>.</exception>
    /// <exception cref="IOException">The catalog can't be read.</exception>
    public static (FeedSlice Slice, ReadOnlyMemory<byte> Bytes) Take(IVulnerabilityCatalog catalog, FeedHeader edition, ImmutableArray<string> keys, FeedHeader? header = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        var slice = new FeedSlice(header ?? edition, keys, []);
        var target = new SliceTarget(slice.Header, CanonicalJson.Write(slice.WriteHeader));
        catalog.Find(edition, keys, target);
        return (slice with { Records = target.Records }, target.Bytes);
    }

    public static Reading<FeedSlice> Read(ReadOnlyMemory<byte> bytes, string document, Limits limits)
    {
        var end = bytes.Span.IndexOf((byte)'\n');
        var json = StrictJson.Read(end < 0 ? bytes : bytes[..end], document, limits);
        if (!json.TryGet(out var tree)) return Readings.Reject<FeedSlice>(json.Defects);
        var defects = new DefectCollector(limits);
        var header = ReadHeader(tree.Root, defects);
        ImmutableArray<string> keys = [.. tree.Root.OptionalTexts("keys", defects)];
        if (header is null || defects.Count > 0 || end < 0)
        {
            defects.Add(FeedCodes.SliceUnreadable, new Locator(document), "the first line is no header of a slice");
            return Readings.Reject<FeedSlice>(defects.ToImmutable());
        }

        var records = ImmutableArray.CreateBuilder<FeedRecord>();
        for (var at = end + 1; at < bytes.Length;)
        {
            var length = bytes.Span[at..].IndexOf((byte)'\n');
            if (length < 0) length = bytes.Length - at;
            records.Add(new FeedRecord(string.Create(CultureInfo.InvariantCulture, $"line {records.Count + 2}"), bytes.Slice(at, length)));
            at += length + 1;
            if (records.Count > limits.MaxItems) return Readings.Reject<FeedSlice>(FeedCodes.SliceUnreadable, new Locator(document), "more records than are read");
        }

        return Readings.Accept(new FeedSlice(header, keys, records.ToImmutable()));
    }

    private void WriteHeader(CanonicalJsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("schema", Schema);
        writer.WriteString("kind", Header.Kind.ToName());
        writer.WriteString("name", Header.Name);
        writer.WriteString("source", Header.Source);
        writer.WriteString("digest", Header.Digest.ToString());
        writer.WriteString("fetchedAt", Text(Header.FetchedAt));
        writer.WriteString("importedAt", Text(Header.ImportedAt));
        if (Header.PublishedAt is { } published) writer.WriteString("publishedAt", Text(published));
        writer.WriteNumber("maxAgeDays", Header.MaxAgeDays);
        writer.WriteNumber("records", Header.Records);
        writer.WriteStrings("ecosystems", Header.Ecosystems);
        writer.WriteBoolean("complete", Header.IsComplete);
        writer.WriteStrings("keys", Keys);
        writer.WriteEndObject();
    }

    private static FeedHeader? ReadHeader(JsonValue root, DefectCollector defects)
    {
        var kind = FeedKinds.Parse(root.RequiredText("kind", defects));
        var (name, source) = (root.RequiredText("name", defects), root.RequiredText("source", defects));
        var isDigest = Digest.TryParse(root.RequiredText("digest", defects), out var digest);
        var (fetched, imported) = (Time(root, "fetchedAt"), Time(root, "importedAt"));
        var (days, records) = (root.RequiredInt64("maxAgeDays", defects), root.RequiredInt64("records", defects));
        var complete = root.OptionalBoolean("complete", defects);
        if (!root["schema"].TextEquals(Schema) || kind is null || name is null || source is null || !isDigest || fetched is null || imported is null || complete is null) return null;
        if (days is not (>= 0 and <= 100_000) || records is not >= 0) return null;
        return new FeedHeader
        {
            Kind = kind.Value,
            Name = name,
            Source = source,
            Digest = digest!,
            FetchedAt = fetched.Value,
            ImportedAt = imported.Value,
            PublishedAt = Time(root, "publishedAt"),
            MaxAgeDays = (int)days,
            Records = records.Value,
            Ecosystems = [.. root.OptionalTexts("ecosystems", defects)],
            IsComplete = complete.Value,
        };
    }

    private static DateTimeOffset? Time(JsonValue root, string name) =>
        DateTimeOffset.TryParseExact(root[name].AsText, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;

    private static string Text(DateTimeOffset time) => time.ToUniversalTime().ToString(TimeFormat, CultureInfo.InvariantCulture);
}
