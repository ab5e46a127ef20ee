using System.Collections.Immutable;
using System.Text;
using Compliance.Evidence.Feeds;
using Compliance.Formats.Reading.Json;
using Compliance.Formats.Vulnerabilities.Feeds;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Compliance.Store.Feeds;

/// <summary>
/// Imported feeds in a folder, one SQLite file an edition, indexed by the names they are looked up by. An edition is replaced by renaming, so that readers
/// see the old one or the new one, and an import that is interrupted leaves the old one.
/// </summary>
public sealed class SqliteFeedStore : IVulnerabilityCatalog
{
    private const string Extension = ".feed.sqlite";

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

    public void Find(FeedHeader feed, IReadOnlyCollection<string> keys, IRecordTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        try
        {
            using var connection = FeedEdition.Connect(PathOf(folder, feed.Kind, feed.Name), SqliteOpenMode.ReadOnly);
            var found = Sizes(connection, keys);
            target.Expect(found.Count, found.Values.Sum());
            if (Read(connection, found.Keys, target) != found.Count) throw new IOException("the feed's index names a record that is not there");
        }
        catch (SqliteException broken)
        {
            throw new IOException($"the feed {feed.Label} can't be read: {broken.Message}", broken);
        }
    }

    internal static string PathOf(string folder, FeedKind kind, string name) => Path.Combine(folder, $"{kind.ToName()}-{name}{Extension}");

    /// <summary>How large the body of each record is that has one of the keys, by its number.</summary>
    private static SortedDictionary<long, long> Sizes(SqliteConnection connection, IReadOnlyCollection<string> keys)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT record, size FROM json_each($keys, '$.keys') AS wanted CROSS JOIN keys ON keys.key = wanted.value";
        var list = CanonicalJson.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStrings("keys", keys);
            writer.WriteEndObject();
        });
        command.Parameters.AddWithValue("$keys", Encoding.UTF8.GetString(list));
        using var reader = command.ExecuteReader();
        var sizes = new SortedDictionary<long, long>();
        while (reader.Read()) sizes[reader.GetInt64(0)] = reader.GetInt64(1);
        return sizes;
    }

    /// <summary>Records in the order of their numbers, all with one statement, which goes through the list and finds each: asking for each takes longer than reading it.</summary>
    private static int Read(SqliteConnection connection, IEnumerable<long> numbers, IRecordTarget target)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT records.id, cves, body FROM json_each($numbers) AS wanted CROSS JOIN records ON records.number = wanted.value";
        command.Parameters.AddWithValue("$numbers", $"[{string.Join(',', numbers)}]");
        using var reader = command.ExecuteReader();
        var count = 0;
        for (; reader.Read(); count++) target.Take(reader.GetString(0), Cves(reader.GetString(1)), raw.sqlite3_column_blob(reader.Handle, 2));
        return count;
    }

    private static ImmutableArray<string> Cves(string names) => names.Contains(FeedEdition.Separator, StringComparison.Ordinal)
        ? [.. names.Split(FeedEdition.Separator, StringSplitOptions.RemoveEmptyEntries)]
        : names.Length == 0 ? [] : [names];
}
