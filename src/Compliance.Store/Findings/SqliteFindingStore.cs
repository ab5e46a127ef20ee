using System.Collections.Immutable;
using Compliance.Evidence.Findings;
using Compliance.Store.Sqlite;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Compliance.Store.Findings;

/// <summary>Journals in the database of the embedded store, which must have been opened before (<see cref="SqliteEvidenceStore.Open"/> brings the schema).</summary>
public sealed class SqliteFindingStore : IFindingStore
{
    private readonly string connectionString;

    private SqliteFindingStore(string connectionString) => this.connectionString = connectionString;

    /// <summary>Opens the journals of a data directory, making what is missing and applying migrations.</summary>
    /// <exception cref="IOException">The files can't be read or written.</exception>
    /// <exception cref="InvalidDataException">A newer program made the store.</exception>
    public static SqliteFindingStore Open(string directory)
    {
        SqliteEvidenceStore.Open(directory);
        return new SqliteFindingStore(new SqliteConnectionStringBuilder { DataSource = Path.Combine(directory, "history.sqlite"), Mode = SqliteOpenMode.ReadWrite, DefaultTimeout = 30 }.ToString());
    }

    public Task<bool> AppendAsync(ImmutableArray<JournalLine> lines, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        JournalOrder.Check(lines);
        return Task.FromResult(lines.IsEmpty || Guard(() => Append(lines)));
    }

    public Task<ImmutableArray<JournalLine>> ReadAsync(string systemId, CancellationToken cancellationToken) => Task.FromResult(Guard(() =>
    {
        using var connection = Connect();
        return connection.Query<(string System, long Number, string Previous, byte[] Body, string Digest)>(
            "SELECT system_id, number, previous, body, digest FROM finding_journal WHERE system_id = @systemId ORDER BY number", new { systemId })
            .Select(row => new JournalLine(row.System, row.Number, row.Previous, row.Body, row.Digest)).ToImmutableArray();
    }));

    public Task<ImmutableArray<string>> SystemsAsync(CancellationToken cancellationToken) => Task.FromResult(Guard(() =>
    {
        using var connection = Connect();
        return connection.Query<string>("SELECT DISTINCT system_id FROM finding_journal ORDER BY system_id").ToImmutableArray();
    }));

    private bool Append(ImmutableArray<JournalLine> lines)
    {
        using var connection = Connect();
        using var transaction = connection.BeginTransaction(deferred: false);
        var last = connection.ExecuteScalar<long>("SELECT coalesce(max(number), 0) FROM finding_journal WHERE system_id = @SystemId", new { lines[0].SystemId }, transaction);
        if (lines[0].Number != last + 1) return false;
        connection.Execute(
            "INSERT INTO finding_journal (system_id, number, previous, body, digest) VALUES (@SystemId, @Number, @Previous, @Body, @Digest)",
            lines.Select(line => new { line.SystemId, line.Number, line.Previous, Body = line.Body.ToArray(), line.Digest }),
            transaction);
        transaction.Commit();
        return true;
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        connection.Execute("PRAGMA synchronous = FULL");
        return connection;
    }

    private static T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException broken)
        {
            throw new IOException($"the journal of findings could not be used: {broken.Message}", broken);
        }
    }
}
