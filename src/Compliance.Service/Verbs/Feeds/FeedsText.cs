using System.Globalization;
using Compliance.Evidence.Feeds;
using Compliance.Formats.Vulnerabilities.Feeds;
using Compliance.Service.CommandLine;
using Compliance.Service.Terminals;

namespace Compliance.Service.Verbs.Feeds;

/// <summary>Feeds for people and programs.</summary>
internal static class FeedsText
{
    public static void Write(Terminal terminal, IReadOnlyCollection<FeedHeader> feeds, DateTimeOffset now, IReadOnlyCollection<string>? problems = null)
    {
        if (feeds.Count == 0) terminal.Output.WriteLine("no feed is imported: nothing is known about vulnerabilities (compliance help feeds)");
        var table = new Columns("feed", "records", "as of", "age", "state", "digest", "source");
        foreach (var feed in feeds)
        {
            var state = State(feed, now);
            table.Add(state == "fresh" ? Tone.Plain : Tone.Open, feed.Label, feed.Records.ToString("N0", CultureInfo.InvariantCulture), Day(feed.AsOf),
                string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, feed.AgeDaysAt(now)):F0} of {feed.MaxAgeDays} days"), state, $"sha256:{feed.Digest.Short}…", feed.Source);
        }

        if (feeds.Count > 0) table.Write(terminal);
        foreach (var problem in problems ?? []) terminal.Output.WriteLine(terminal.Paint(Tone.Bad, problem));
    }

    public static void WriteJson(TextWriter output, IEnumerable<FeedHeader> feeds, DateTimeOffset now, IReadOnlyCollection<string>? problems = null) => JsonOutput.Write(output, writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("feeds");
        foreach (var feed in feeds)
        {
            writer.WriteStartObject();
            writer.WriteString("kind", feed.Kind.ToName());
            writer.WriteString("name", feed.Name);
            writer.WriteNumber("records", feed.Records);
            writer.WriteString("digest", feed.Digest.ToString());
            writer.WriteString("source", feed.Source);
            writer.WriteString("fetchedAt", Time(feed.FetchedAt));
            writer.WriteString("importedAt", Time(feed.ImportedAt));
            if (feed.PublishedAt is { } published) writer.WriteString("publishedAt", Time(published));
            writer.WriteNumber("maxAgeDays", feed.MaxAgeDays);
            writer.WriteString("state", State(feed, now));
            writer.WriteStartArray("ecosystems");
            foreach (var ecosystem in feed.Ecosystems) writer.WriteStringValue(ecosystem);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        if (problems is not null)
        {
            writer.WriteStartArray("problems");
            foreach (var problem in problems) writer.WriteStringValue(problem);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    });

    private static string State(FeedHeader feed, DateTimeOffset now) =>
        feed.Records == 0 ? "empty" : !feed.IsComplete ? "incomplete" : feed.IsStaleAt(now) ? "stale" : "fresh";

    private static string Day(DateTimeOffset time) => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
