using Compliance.Evidence.Records;
using Compliance.Store.Sqlite;
using Microsoft.Data.Sqlite;

namespace Compliance.Tests.Store;

public sealed class SqliteEvidenceStoreTests : EvidenceStoreContract, IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("compliance-store-").FullName;

    protected override IEvidenceStore Open() => SqliteEvidenceStore.Open(directory);

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task Store_opened_again_has_what_was_added()
    {
        await Open().AddAsync(Record("a", Day), TestContext.Current.CancellationToken);
        SqliteConnection.ClearAllPools();
        Assert.NotNull(await Open().FindAsync("a", TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Store_of_a_newer_program_is_refused_with_a_cure()
    {
        Open();
        using (var connection = new SqliteConnection($"Data Source={Path.Combine(directory, "history.sqlite")}"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version = 999";
            command.ExecuteNonQuery();
        }

        var refused = Assert.Throws<InvalidDataException>(Open);
        Assert.Contains("newer", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Database_that_is_no_database_is_an_io_error()
    {
        File.WriteAllText(Path.Combine(directory, "history.sqlite"), string.Concat(Enumerable.Repeat("not a database ", 100)));
        Assert.Throws<IOException>(Open);
    }

    [Fact]
    public async Task Package_whose_source_breaks_leaves_nothing()
    {
        var store = Open();
        await Assert.ThrowsAsync<IOException>(() => store.KeepPackageAsync(DigestOf(1), new BrokenStream(), TestContext.Current.CancellationToken));
        Assert.Empty(Directory.GetFiles(Path.Combine(directory, "packages")));
        Assert.Null(store.OpenPackage(DigestOf(1)));
    }

    private sealed class BrokenStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw new IOException("broken");

        public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken) => throw new IOException("broken");
    }
}
