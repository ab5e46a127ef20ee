using System.Collections.Immutable;
using System.Globalization;
using Compliance.Evidence.Feeds;
using Compliance.Formats;
using Compliance.Formats.Vulnerabilities.Feeds;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Compliance.Store.Feeds;

/// <summary>One edition of a feed: a database of its own, written once, under a name that is there only when it is whole.</summary>
internal static class FeedEdition
{
    /// <summary>Files of another layout are not read.</summary>
    public const int Layout = 3;

    /// <summary>Between the names of a column that holds several.</summary>
    public const char Separator = '\n';

    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    public static SqliteConnection Connect(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    public static void Create(SqliteConnection connection) => connection.Execute(
        $"""
        PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; PRAGMA page_size = 8192; PRAGMA cache_size = -16000; PRAGMA user_version = {Layout.ToString(CultureInfo.InvariantCulture)};
        CREATE TABLE feed (field TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE records (number INTEGER PRIMARY KEY, id TEXT NOT NULL, cves TEXT NOT NULL, body BLOB NOT NULL);
        CREATE TABLE keys (key TEXT NOT NULL, record INTEGER NOT NULL, size INTEGER NOT NULL);
        """);

    public static void WriteHeader(SqliteConnection connection, FeedHeader header)
    {
        (string Field, string Value)[] fields =
        [
            ("kind", header.Kind.ToName()), ("name", header.Name), ("source", header.Source), ("digest", header.Digest.ToString()),
            ("fetchedAt", Text(header.FetchedAt)), ("importedAt", Text(header.ImportedAt)), ("publishedAt", header.PublishedAt is { } published ? Text(published) : ""),
            ("maxAgeDays", header.MaxAgeDays.ToString(CultureInfo.InvariantCulture)), ("records", header.Records.ToString(CultureInfo.InvariantCulture)),
            ("ecosystems", string.Join(Separator, header.Ecosystems)), ("complete", header.IsComplete ? "yes" : "no"),
        ];
        connection.Execute("INSERT INTO feed (field, value) VALUES (@Field, @Value)", fields.Select(pair => new { pair.Field, pair.Value }));
    }

    /// <exception cref="IOException">It is no edition, or one of another layout.</exception>
    public static FeedHeader ReadHeader(string path)
    {
        try
        {
            using var connection = Connect(path, SqliteOpenMode.ReadOnly);
            if (connection.ExecuteScalar<int>("PRAGMA user_version") != Layout) throw new IOException($"{path} was written by another version of this program: import the feed again");
            var fields = connection.Query<(string Field, string Value)>("SELECT field, value FROM feed").ToDictionary(pair => pair.Field, pair => pair.Value, StringComparer.Ordinal);
            return new FeedHeader
            {
                Kind = FeedKinds.Parse(fields["kind"]) ?? throw new IOException($"{path} holds a kind of feed that is not known"),
                Name = fields["name"],
                Source = fields["source"],
                Digest = Digest.Parse(fields["digest"]),
                FetchedAt = Time(fields["fetchedAt"])!.Value,
                ImportedAt = Time(fields["importedAt"])!.Value,
                PublishedAt = Time(fields["publishedAt"]),
                MaxAgeDays = int.Parse(fields["maxAgeDays"], CultureInfo.InvariantCulture),
                Records = long.Parse(fields["records"], CultureInfo.InvariantCulture),
                Ecosystems = [.. fields["ecosystems"].Split(Separator, StringSplitOptions.RemoveEmptyEntries)],
                IsComplete = fields["complete"] == "yes",
            };
        }
        catch (Exception broken) when (broken is SqliteException or KeyNotFoundException or FormatException or InvalidOperationException)
        {
            throw new IOException($"{path} is no imported feed: {broken.Message}", broken);
        }
    }

    private static string Text(DateTimeOffset time) => time.ToUniversalTime().ToString(TimeFormat, CultureInfo.InvariantCulture);

    private static DateTimeOffset? Time(string text) => text.Length == 0
        ? null
        : DateTimeOffset.ParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
