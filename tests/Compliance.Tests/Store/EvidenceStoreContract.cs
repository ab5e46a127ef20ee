using System.Text;
using Compliance.Evidence.Records;
using Compliance.Formats;
using Compliance.Policy.Results;

namespace Compliance.Tests.Store;

/// <summary>The promises of <see cref="IEvidenceStore"/> made executable; every store inherits them.</summary>
public abstract class EvidenceStoreContract
{
    protected static readonly DateTimeOffset Day = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    protected abstract IEvidenceStore Open();

    protected static AuditRecord Record(string id, DateTimeOffset startedAt) => new()
    {
        PackageId = id,
        Reference = "oci:image:latest",
        SystemId = "",
        ProfileId = "fedramp-rev5-moderate",
        PolicySet = DigestOf(1),
        Engine = "0.1.0",
        StartedAt = startedAt,
        FinishedAt = startedAt.AddSeconds(3),
        EvaluatedAt = Day,
        Verdict = Verdict.NotMet,
        EvidenceRoot = DigestOf(2),
        Package = DigestOf(3),
        PackageBytes = 17,
        PackagePath = "image.asice",
        Images = [new ImageRecord(DigestOf(4), DigestOf(5), "linux/amd64", DigestOf(6), 10, 1), new ImageRecord(DigestOf(7), null, "linux/arm64", DigestOf(8), 11, 0)],
        Verdicts = [new VerdictRecord(DigestOf(4), "non-root-user", Verdict.Met, "high"), new VerdictRecord(DigestOf(7), "non-root-user", Verdict.NotMet, "high")],
    };

    protected static Digest DigestOf(byte fill) => Digest.Sha256(Enumerable.Repeat(fill, 32).ToArray());

    [Fact]
    public async Task Record_added_is_found_whole()
    {
        var store = Open();
        var record = Record("a", Day);
        Assert.True(await store.AddAsync(record, TestContext.Current.CancellationToken));
        var found = await store.FindAsync("a", TestContext.Current.CancellationToken);
        Assert.NotNull(found);
        Assert.Equal(record with { Images = [], Verdicts = [] }, found with { Images = [], Verdicts = [] });
        Assert.Equal(record.Images, found.Images);
        Assert.Equal(record.Verdicts, found.Verdicts);
    }

    [Fact]
    public async Task Record_added_twice_keeps_the_first()
    {
        var store = Open();
        await store.AddAsync(Record("a", Day), TestContext.Current.CancellationToken);
        Assert.False(await store.AddAsync(Record("a", Day) with { Verdict = Verdict.Met }, TestContext.Current.CancellationToken));
        Assert.Equal(Verdict.NotMet, (await store.FindAsync("a", TestContext.Current.CancellationToken))!.Verdict);
    }

    [Fact]
    public async Task Unknown_id_is_null() => Assert.Null(await Open().FindAsync("nothing", TestContext.Current.CancellationToken));

    [Fact]
    public async Task List_is_newest_first_and_bounded()
    {
        var store = Open();
        foreach (var (id, hours) in new[] { ("b", 1), ("c", 2), ("a", 1), ("d", 0) })
            await store.AddAsync(Record(id, Day.AddHours(hours)), TestContext.Current.CancellationToken);
        var listed = await store.ListAsync(3, TestContext.Current.CancellationToken);
        Assert.Equal(["c", "a", "b"], listed.Select(record => record.PackageId));
        Assert.All(listed, record => Assert.Equal(2, record.Verdicts.Length));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => store.ListAsync(0, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Package_kept_opens_with_its_bytes_and_may_be_kept_again()
    {
        var store = Open();
        for (var i = 0; i < 2; i++)
            await store.KeepPackageAsync(DigestOf(9), new MemoryStream(Encoding.UTF8.GetBytes("package")), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(store.OpenPackage(DigestOf(9))!);
        Assert.Equal("package", await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
        Assert.Null(store.OpenPackage(DigestOf(10)));
    }

    [Fact]
    public async Task Writers_at_once_all_land()
    {
        var store = Open();
        await Task.WhenAll(Enumerable.Range(0, 24).Select(i => Task.Run(() => store.AddAsync(Record($"p{i}", Day.AddMinutes(i)), CancellationToken.None))));
        Assert.Equal(24, (await store.ListAsync(100, TestContext.Current.CancellationToken)).Length);
    }
}
