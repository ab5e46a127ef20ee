using System.Runtime.InteropServices;
using Compliance.Evidence.Feeds;
using Compliance.Formats.Vulnerabilities.Feeds;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Compliance.Store.Feeds;

/// <summary>An edition in the making. Disposed without <see cref="Commit"/> it leaves nothing behind. Not thread safe.</summary>
public sealed class FeedEditionWriter : IDisposable
{
    private readonly string folder;
    private readonly string temporary;
    private readonly SqliteConnection connection;
    private readonly SqliteTransaction transaction;
    private readonly SqliteCommand record;
    private readonly SqliteCommand key;

    internal FeedEditionWriter(string folder)
    {
        this.folder = folder;
        Directory.CreateDirectory(folder);
        temporary = Path.Combine(folder, $"{Path.GetRandomFileName()}.tmp");
        connection = FeedEdition.Connect(temporary, SqliteOpenMode.ReadWriteCreate);
        FeedEdition.Create(connection);
        transaction = connection.BeginTransaction();
        record = Prepare("INSERT INTO records (number, id, cves, body) VALUES ($a, $b, $c, $d)", "$a", "$b", "$c", "$d");
        key = Prepare("INSERT INTO keys (key, record, size) VALUES ($a, $b, $c)", "$a", "$b", "$c");
    }

    /// <summary>How many records were added.</summary>
    public long Count { get; private set; }

    /// <exception cref="IOException">The disk failed.</exception>
    public void Add(FeedEntry entry)
    {
        try
        {
            Count++;
            (record.Parameters[0].Value, record.Parameters[1].Value) = (Count, entry.Id);
            (record.Parameters[2].Value, record.Parameters[3].Value) = (string.Join(FeedEdition.Separator, entry.Cves), Whole(entry.Body));
            record.ExecuteNonQuery();
            foreach (var name in entry.Keys)
            {
                (key.Parameters[0].Value, key.Parameters[1].Value, key.Parameters[2].Value) = (name, Count, entry.Body.Length);
                key.ExecuteNonQuery();
            }
        }
        catch (SqliteException broken)
        {
            throw new IOException($"the feed can't be stored: {broken.Message}", broken);
        }
    }

    /// <summary>Makes the edition visible, in place of an older one of the same kind and name.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public void Commit(FeedHeader header)
    {
        try
        {
            transaction.Commit();
            connection.Execute("CREATE INDEX keys_by_key ON keys (key, record, size)");
            FeedEdition.WriteHeader(connection, header);
            connection.Dispose();
        }
        catch (SqliteException broken)
        {
            throw new IOException($"the feed can't be stored: {broken.Message}", broken);
        }

        using (var file = new FileStream(temporary, FileMode.Open, FileAccess.ReadWrite, FileShare.Read)) file.Flush(flushToDisk: true);
        File.Move(temporary, SqliteFeedStore.PathOf(folder, header.Kind, header.Name), overwrite: true);
    }

    public void Dispose()
    {
        record.Dispose();
        key.Dispose();
        transaction.Dispose();
        connection.Dispose();
        File.Delete(temporary);
    }

    private static byte[] Whole(ReadOnlyMemory<byte> body) =>
        MemoryMarshal.TryGetArray(body, out var segment) && segment is { Offset: 0, Array: { } array } && array.Length == segment.Count ? array : body.ToArray();

    private SqliteCommand Prepare(string sql, params ReadOnlySpan<string> parameters)
    {
        var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (sql, transaction);
        foreach (var parameter in parameters) command.Parameters.Add(new SqliteParameter { ParameterName = parameter });
        command.Prepare();
        return command;
    }
}
