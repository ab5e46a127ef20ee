using System.Collections.Immutable;
using Compliance.Evidence.Records;
using Compliance.Formats;
using Compliance.Policy.Results;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Compliance.Store.Sqlite;

/// <summary>
/// The embedded store: one SQLite database in write-ahead mode and a folder of packages. Each call opens its own pooled connection, so the
/// object is thread safe and several processes may share the files; a writer waits up to 30 seconds for another one.
/// </summary>
public sealed class SqliteEvidenceStore : IEvidenceStore
{
    private readonly string connectionString;
    private readonly PackageFolder packages;

    private SqliteEvidenceStore(string connectionString, PackageFolder packages) =>
        (this.connectionString, this.packages) = (connectionString, packages);

    /// <summary>Opens the store in a directory, making what is missing and applying migrations.</summary>
    /// <exception cref="IOException">The files can't be read or written.</exception>
    /// <exception cref="InvalidDataException">A newer program made the store.</exception>
    public static SqliteEvidenceStore Open(string directory)
    {
        Directory.CreateDirectory(directory);
        var connecting = new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(directory, "history.sqlite"),
            Mode = SqliteOpenMode.ReadWriteCreate,
            ForeignKeys = true,
            DefaultTimeout = 30,
        }.ToString();
        var store = new SqliteEvidenceStore(connecting, new PackageFolder(Path.Combine(directory, "packages")));
        Guard(() =>
        {
            using var connection = store.Connect();
            connection.Execute("PRAGMA journal_mode = WAL");
            Migrator.Migrate(connection);
        });
        return store;
    }

    public Task KeepPackageAsync(Digest digest, Stream package, CancellationToken cancellationToken) =>
        packages.KeepAsync(digest, package, cancellationToken);

    /// <summary>Removes temporary files of packages that a killed process left behind and that were last written before the moment.</summary>
    public void RemoveLeftBehind(DateTimeOffset before) => packages.RemoveLeftBehind(before);

    public Stream? OpenPackage(Digest package) => packages.Open(package);

    public Task<bool> AddAsync(AuditRecord record, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Guard(() => Add(record)));
    }

    public Task<AuditRecord?> FindAsync(string packageId, CancellationToken cancellationToken) => Task.FromResult(Guard(() =>
    {
        using var connection = Connect();
        var row = connection.QuerySingleOrDefault<AuditRow>($"SELECT {AuditRow.Columns} FROM audits WHERE package_id = @packageId", new { packageId });
        return row is null ? null : Complete(connection, row);
    }));

    public Task<ImmutableArray<AuditRecord>> ListAsync(int most, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(most, 1_000);
        return Task.FromResult(Guard(() =>
        {
            using var connection = Connect();
            using var transaction = connection.BeginTransaction(deferred: true);
            var rows = connection.Query<AuditRow>(
                $"SELECT {AuditRow.Columns} FROM audits ORDER BY started_at DESC, package_id LIMIT @most", new { most }, transaction);
            return rows.Select(row => Complete(connection, row, transaction)).ToImmutableArray();
        }));
    }

    private bool Add(AuditRecord record)
    {
        using var connection = Connect();
        using var transaction = connection.BeginTransaction(deferred: false);
        if (connection.ExecuteScalar<long>("SELECT count(*) FROM audits WHERE package_id = @PackageId", new { record.PackageId }, transaction) != 0) return false;
        connection.Execute(
            """
            INSERT INTO audits (package_id, reference, system_id, profile_id, policy_set, engine, started_at, finished_at, evaluated_at,
                                verdict, evidence_root, package, package_bytes, package_path)
            VALUES (@PackageId, @Reference, @SystemId, @ProfileId, @PolicySet, @Engine, @StartedAt, @FinishedAt, @EvaluatedAt,
                    @Verdict, @EvidenceRoot, @Package, @PackageBytes, @PackagePath)
            """,
            AuditRow.ParametersOf(record),
            transaction);
        connection.Execute(
            """
            INSERT INTO images (package_id, manifest, image_index, platform, facts, fact_count, gap_count)
            VALUES (@PackageId, @Manifest, @Index, @Platform, @Facts, @FactCount, @GapCount)
            """,
            record.Images.Select(image => new
            {
                record.PackageId,
                Manifest = image.Manifest.ToString(),
                Index = image.Index?.ToString(),
                image.Platform,
                Facts = image.Facts.ToString(),
                image.FactCount,
                image.GapCount,
            }),
            transaction);
        connection.Execute(
            "INSERT INTO verdicts (package_id, manifest, policy_id, verdict, severity) VALUES (@PackageId, @Manifest, @PolicyId, @Verdict, @Severity)",
            record.Verdicts.Select(verdict => new { record.PackageId, Manifest = verdict.Manifest.ToString(), verdict.PolicyId, Verdict = (long)verdict.Verdict, verdict.Severity }),
            transaction);
        transaction.Commit();
        return true;
    }

    private static AuditRecord Complete(SqliteConnection connection, AuditRow row, SqliteTransaction? transaction = null)
    {
        var images = connection.Query<(string Manifest, string? Index, string Platform, string Facts, long FactCount, long GapCount)>(
            "SELECT manifest, image_index, platform, facts, fact_count, gap_count FROM images WHERE package_id = @PackageId ORDER BY manifest",
            new { row.PackageId },
            transaction);
        var verdicts = connection.Query<(string Manifest, string PolicyId, long Verdict, string Severity)>(
            "SELECT manifest, policy_id, verdict, severity FROM verdicts WHERE package_id = @PackageId ORDER BY manifest, policy_id",
            new { row.PackageId },
            transaction);
        return row.ToRecord(
            [.. images.Select(image => new ImageRecord(
                Digest.Parse(image.Manifest), image.Index is null ? null : Digest.Parse(image.Index), image.Platform, Digest.Parse(image.Facts), (int)image.FactCount, (int)image.GapCount))],
            [.. verdicts.Select(verdict => new VerdictRecord(Digest.Parse(verdict.Manifest), verdict.PolicyId, (Verdict)verdict.Verdict, verdict.Severity))]);
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        connection.Execute("PRAGMA synchronous = FULL");
        return connection;
    }

    private static void Guard(Action work) => Guard(() =>
    {
        work();
        return true;
    });

    /// <summary>What SQLite says the world broke leaves this project as the <see cref="IOException"/> that the contract names.</summary>
    private static T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException broken)
        {
            throw new IOException($"the history database could not be used: {broken.Message}", broken);
        }
    }
}
