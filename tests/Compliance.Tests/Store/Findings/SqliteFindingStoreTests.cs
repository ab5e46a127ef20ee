using Compliance.Evidence.Findings;
using Compliance.Store.Findings;
using Microsoft.Data.Sqlite;

namespace Compliance.Tests.Store.Findings;

public sealed class SqliteFindingStoreTests : FindingStoreContract, IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("compliance-findings-").FullName;

    protected override IFindingStore Open() => SqliteFindingStore.Open(directory);

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(directory, recursive: true);
    }

    [Theory]
    [InlineData("UPDATE finding_journal SET body = x'00'")]
    [InlineData("DELETE FROM finding_journal")]
    public async Task Lines_are_neither_changed_nor_removed(string sql)
    {
        await Open().AppendAsync([new JournalLine("a", 1, "", new byte[] { 1 }, "d")], TestContext.Current.CancellationToken);
        using var connection = new SqliteConnection($"Data Source={Path.Combine(directory, "history.sqlite")}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        Assert.Contains("only appended", Assert.Throws<SqliteException>(() => command.ExecuteNonQuery()).Message, StringComparison.Ordinal);
    }
}
