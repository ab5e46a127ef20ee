using System.Globalization;
using System.Reflection;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Compliance.Store.Sqlite;

/// <summary>
/// Brings a database to the newest schema. The number of the last migration applied is SQLite's <c>user_version</c>; each migration and its
/// number are one transaction, so a kill in the middle leaves the schema before or after, never between.
/// </summary>
internal static class Migrator
{
    /// <exception cref="InvalidDataException">The database is newer than this program.</exception>
    public static void Migrate(SqliteConnection connection)
    {
        var migrations = Migrations();
        if (VersionOf(connection) == migrations.Count) return;

        // An immediate transaction makes a second process wait here, and then find the work done.
        using var transaction = connection.BeginTransaction(deferred: false);
        var version = VersionOf(connection);
        if (version > migrations.Count)
            throw new InvalidDataException($"the store has schema {version}, newer than this program's {migrations.Count}: use the program that made it, or a newer one");
        foreach (var (number, sql) in migrations.Skip(version))
        {
            connection.Execute(sql, transaction: transaction);
            connection.Execute($"PRAGMA user_version = {number.ToString(CultureInfo.InvariantCulture)}", transaction: transaction);
        }

        transaction.Commit();
    }

    private static int VersionOf(SqliteConnection connection) => connection.ExecuteScalar<int>("PRAGMA user_version");

    private static List<(int Number, string Sql)> Migrations()
    {
        var assembly = typeof(Migrator).Assembly;
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".sql", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select((name, index) => (Check(name, index + 1), Read(assembly, name)))];
    }

    private static int Check(string name, int expected) =>
        int.Parse(name.AsSpan(0, 4), CultureInfo.InvariantCulture) == expected
            ? expected
            : throw new InvalidOperationException($"migration {name} is out of order: number {expected} is missing");

    private static string Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
