using System.Collections.Immutable;
using Compliance.Evidence.Feeds;
using Compliance.Formats;
using Compliance.Formats.Vulnerabilities.Feeds;
using Compliance.Store.Feeds;

namespace Compliance.Tests.Store.Feeds;

public sealed class SqliteFeedStoreTests : IDisposable
{
    private static readonly DateTimeOffset Time = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);

    private readonly string folder = Directory.CreateTempSubdirectory("feed-store-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Edition_comes_back_with_its_header_and_records_in_order()
    {
        var header = Write("a", ("x", ["p", "q"]), ("y", ["q"]), ("z", ["r"]));
        var store = SqliteFeedStore.Open(folder);
        Assert.Equal(header with { Ecosystems = [] }, Assert.Single(store.Feeds) with { Ecosystems = [] });
        Assert.Equal(["x", "y"], Find(store, header, "q", "p", "none").Select(record => record.Id));
        Assert.Empty(Find(store, header, "none"));
    }

    [Fact]
    public void Thousands_of_names_are_looked_up_at_once_whatever_they_are_called()
    {
        string[] names = [.. Enumerable.Range(0, 3000).Select(number => FormattableString.Invariant($"name-{number}")), "it's", "\"quoted\"", "\\", "é"];
        var header = Write("a", [.. names.Select(name => ($"of {name}", new[] { name }))]);
        Assert.Equal(names.Select(name => $"of {name}"), Find(SqliteFeedStore.Open(folder), header, [.. names.Reverse()]).Select(record => record.Id));
    }

    [Fact]
    public void Bodies_larger_than_a_piece_of_memory_come_back_whole()
    {
        byte[][] bodies = [[.. Enumerable.Repeat((byte)'a', 900_000)], [.. Enumerable.Repeat((byte)'b', 900_000)], [.. Enumerable.Repeat((byte)'c', 3_000_000)], "{}"u8.ToArray()];
        using (var writer = SqliteFeedStore.Begin(folder))
        {
            foreach (var body in bodies) writer.Add(new FeedEntry(["p"], "x", body) { Cves = ["CVE-1", "CVE-2"] });
            writer.Commit(Header("a", bodies.Length));
        }

        var found = Find(SqliteFeedStore.Open(folder), Header("a", bodies.Length), "p");
        Assert.Equal(bodies, found.Select(record => record.Body.ToArray()));
        Assert.All(found, record => Assert.Equal(["CVE-1", "CVE-2"], record.Cves));
    }

    [Fact]
    public void Same_name_replaces_the_edition()
    {
        Write("a", ("x", ["p"]));
        var header = Write("a", ("y", ["p"]));
        Assert.Equal("y", Assert.Single(Find(SqliteFeedStore.Open(folder), header, "p")).Id);
    }

    [Fact]
    public void Import_that_is_given_up_leaves_the_old_edition_and_nothing_else()
    {
        var header = Write("a", ("x", ["p"]));
        using (var writer = SqliteFeedStore.Begin(folder)) writer.Add(new FeedEntry(["p"], "y", "{}"u8.ToArray()));
        Assert.Equal("x", Assert.Single(Find(SqliteFeedStore.Open(folder), header, "p")).Id);
        Assert.Single(Directory.EnumerateFiles(folder));
    }

    [Fact]
    public void Damaged_edition_is_an_error_that_names_it()
    {
        File.WriteAllText(Path.Combine(folder, "osv-a.feed.sqlite"), "not a database");
        Assert.Contains("osv-a.feed.sqlite", Assert.Throws<IOException>(() => SqliteFeedStore.Open(folder)).Message);
    }

    [Fact]
    public void Folder_that_is_not_there_holds_no_feed() => Assert.Empty(SqliteFeedStore.Open(Path.Combine(folder, "none")).Feeds);

    [Fact]
    public void Edition_of_another_layout_is_refused_with_what_to_do()
    {
        Write("a", ("x", ["p"]));
        using (var connection = FeedEdition.Connect(Path.Combine(folder, "osv-a.feed.sqlite"), Microsoft.Data.Sqlite.SqliteOpenMode.ReadWrite))
        using (var command = connection.CreateCommand())
        {
            command.CommandText = "PRAGMA user_version = 2";
            command.ExecuteNonQuery();
        }

        Assert.Contains("import the feed again", Assert.Throws<IOException>(() => SqliteFeedStore.Open(folder)).Message, StringComparison.Ordinal);
    }

    /// <summary>The bytes that were found are those of the slice written again.</summary>
    private static ImmutableArray<FeedRecord> Find(SqliteFeedStore store, FeedHeader header, params string[] keys)
    {
        var (slice, bytes) = FeedSlice.Take(store, header, [.. keys]);
        Assert.Equal(slice.Write(), bytes);
        return slice.Records;
    }

    private FeedHeader Write(string name, params (string Id, string[] Keys)[] entries)
    {
        using var writer = SqliteFeedStore.Begin(folder);
        foreach (var (id, keys) in entries) writer.Add(new FeedEntry([.. keys], id, "{}"u8.ToArray()));
        var header = Header(name, entries.Length);
        writer.Commit(header);
        return header;
    }

    private static FeedHeader Header(string name, int records) => new()
    {
        Kind = FeedKind.Osv,
        Name = name,
        Source = "test",
        Digest = Digest.Sha256(new byte[32]),
        FetchedAt = Time,
        ImportedAt = Time,
        PublishedAt = null,
        MaxAgeDays = 7,
        Records = records,
        IsComplete = true,
    };
}
