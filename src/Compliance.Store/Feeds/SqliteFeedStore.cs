using System.Collections.Immutable;
using Compliance.Evidence.Feeds;
using Compliance.Formats.Vulnerabilities.Feeds;
using Microsoft.Data.Sqlite;

namespace Compliance.Store.Feeds;

/// <summary>
/// Imported feeds in a folder, one SQLite file an edition, indexed by the names they are looked up by. An edition is replaced by renaming, so that readers
/// see the old one or the new one, and an import that is interrupted leaves the old one.
/// </summary>
public sealed class SqliteFeedStore : IVulnerabilityCatalog
{
    private const string Extension = ".feed.sqlite";
    private const int Batch = 500;

    private readonly string folder;

    private SqliteFeedStore(string folder) => this.folder = folder;

    public ImmutableArray<FeedHeader> Feeds { get; private set; } = [];

    /// <summary>The store of a folder, which need not exist: it then holds no feed.</summary>
    /// <exception cref="IOException">A file in it is no edition.</exception>
    public static SqliteFeedStore Open(string folder)
    {
        var store = new SqliteFeedStore(folder);
        if (Directory.Exists(folder))
            store.Feeds = [.. Directory.EnumerateFiles(folder, $"*{Extension}").Select(FeedEdition.ReadHeader).OrderBy(header => header.Kind).ThenBy(header => header.Name, StringComparer.Ordinal)];
        return store;
    }

    /// <summary>Whether a folder holds editions, rather than files to import.</summary>
    public static bool IsAt(string folder) => Directory.Exists(folder) && Directory.EnumerateFiles(folder, $"*{Extension}").Any();

    public static FeedEditionWriter Begin(string folder) => new(folder);

    public IEnumerable<FeedRecord> Find(FeedHeader feed, IReadOnlyCollection<string> keys)
    {
        try
        {
            using var connection = FeedEdition.Connect(PathOf(folder, feed.Kind, feed.Name), SqliteOpenMode.ReadOnly);
            var numbers = new SortedSet<long>();
            foreach (var some in keys.Chunk(Batch)) numbers.UnionWith(Numbers(connection, some));
            return Read(connection, numbers);
        }
        catch (SqliteException broken)
        {
            throw new IOException($"the feed {feed.Label} can't be read: {broken.Message}", broken);
        }
    }

    internal static string PathOf(string folder, FeedKind kind, string name) => Path.Combine(folder, $"{kind.ToName()}-{name}{Extension}");

    private static IEnumerable<long> Numbers(SqliteConnection connection, string[] keys)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT record FROM keys WHERE key IN ({Names(command, keys)})";
        using var reader = command.ExecuteReader();
        while (reader.Read()) yield return reader.GetInt64(0);
    }

    /// <summary>Records in the order of their numbers, many with one statement: asking for each takes longer than reading it.</summary>
    private static ImmutableArray<FeedRecord> Read(SqliteConnection connection, SortedSet<long> numbers)
    {
        var records = ImmutableArray.CreateBuilder<FeedRecord>(numbers.Count);
        foreach (var some in numbers.Chunk(Batch))
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"SELECT id, cves, body FROM records WHERE number IN ({Names(command, some)}) ORDER BY number";
            using var reader = command.ExecuteReader();
            while (reader.Read())
                records.Add(new FeedRecord(reader.GetString(0), (byte[])reader.GetValue(2)) { Cves = [.. reader.GetString(1).Split(FeedEdition.Separator, StringSplitOptions.RemoveEmptyEntries)] });
        }

        return records.Count == numbers.Count ? records.MoveToImmutable() : throw new IOException("the feed's index names a record that is not there");
    }

    /// <summary>Adds a parameter for each value and gives their names for a list.</summary>
    private static string Names<T>(SqliteCommand command, T[] values) => string.Join(", ", values.Select((value, index) =>
        command.Parameters.AddWithValue(FormattableString.Invariant($"$v{index}"), value).ParameterName));
}
