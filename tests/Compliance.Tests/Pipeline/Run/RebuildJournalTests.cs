using Compliance.Cryptography.Hashing;
using Compliance.Formats;
using Compliance.Pipeline.Run;

namespace Compliance.Tests.Pipeline.Run;

public sealed class RebuildJournalTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 3, 0, 0, TimeSpan.Zero);
    private static readonly Digest Inputs = ContentHasher.Sha256("inputs"u8);

    private readonly string folder = Directory.CreateTempSubdirectory("compliance-journal-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Step_that_is_recorded_is_not_done_again()
    {
        Assert.Equal(2, await Run("a", "b"));
        Assert.Equal(0, await Run("a", "b"));
        Assert.Equal(1, await Run("a", "b", "c"));
    }

    [Fact]
    public async Task Step_whose_file_changed_or_went_is_done_again()
    {
        await Run("a", "b");
        await File.WriteAllTextAsync(Path.Combine(folder, "a"), "other", TestContext.Current.CancellationToken);
        File.Delete(Path.Combine(folder, "b"));
        Assert.Equal(2, await Run("a", "b"));
    }

    [Fact]
    public async Task Every_torn_end_of_a_journal_loses_only_what_was_torn()
    {
        await Run("a", "b");
        var path = Path.Combine(folder, "journal.jsonl");
        var whole = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        var begin = Array.IndexOf(whole, (byte)'\n') + 1;
        var first = Array.IndexOf(whole, (byte)'\n', begin) + 1;
        for (var length = begin; length < whole.Length; length += 7)
        {
            await File.WriteAllBytesAsync(path, whole[..length], TestContext.Current.CancellationToken);
            Assert.Equal(length < first ? 2 : 1, await Run("a", "b"));
        }
    }

    [Fact]
    public async Task Journal_of_another_rebuild_is_refused()
    {
        await Run("a");
        var reading = RebuildJournal.Open(folder, ContentHasher.Sha256("others"u8), Now);
        Assert.Equal("BUILD-0012", Assert.Single(reading.Defects).Code.Text);
    }

    [Fact]
    public async Task Damaged_journals_never_throw()
    {
        await Run("a", "b");
        var path = Path.Combine(folder, "journal.jsonl");
        foreach (var bytes in Mutations.Of(await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken), 200, 8))
        {
            await File.WriteAllBytesAsync(path, bytes, TestContext.Current.CancellationToken);
            if (RebuildJournal.Open(folder, Inputs, Now).TryGet(out var journal)) journal.Dispose();
        }
    }

    private async Task<int> Run(params string[] steps)
    {
        using var journal = RebuildJournal.Open(folder, Inputs, Now).Required();
        var count = 0;
        foreach (var step in steps)
        {
            await journal.DoAsync(step, async () =>
            {
                count++;
                await File.WriteAllTextAsync(Path.Combine(folder, step), step);
                return [step];
            }, TimeProvider.System);
        }

        return count;
    }
}
