using System.Collections.Immutable;
using System.Text;
using Compliance.Evidence.Findings;
using Compliance.Formats.Reading;
using Compliance.Tests.Policy.Findings;

namespace Compliance.Tests.Store.Findings;

/// <summary>What <see cref="IFindingStore"/> promises, for every store.</summary>
public abstract class FindingStoreContract
{
    protected abstract IFindingStore Open();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lines_come_back_in_order_and_by_system()
    {
        var store = Open();
        Assert.True(await store.AppendAsync([Line("b", 1), Line("b", 2)], Cancelled));
        Assert.True(await store.AppendAsync([Line("a", 1)], Cancelled));
        Assert.True(await store.AppendAsync([Line("b", 3)], Cancelled));
        Assert.Equal([1, 2, 3], (await store.ReadAsync("b", Cancelled)).Select(line => line.Number));
        Assert.Equal("{\"n\":3}", Encoding.UTF8.GetString((await store.ReadAsync("b", Cancelled))[2].Body.Span));
        Assert.Equal(["a", "b"], await store.SystemsAsync(Cancelled));
        Assert.Empty(await store.ReadAsync("c", Cancelled));
    }

    [Fact]
    public async Task Number_that_is_taken_or_skipped_is_refused_and_nothing_is_there()
    {
        var store = Open();
        Assert.True(await store.AppendAsync([Line("a", 1)], Cancelled));
        Assert.False(await store.AppendAsync([Line("a", 1), Line("a", 2)], Cancelled));
        Assert.False(await store.AppendAsync([Line("a", 3)], Cancelled));
        Assert.Single(await store.ReadAsync("a", Cancelled));
    }

    [Fact]
    public async Task Nothing_to_append_is_ordinary() => Assert.True(await Open().AppendAsync([], Cancelled));

    [Fact]
    public async Task Lines_out_of_order_are_the_callers_fault() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Open().AppendAsync([Line("a", 1), Line("b", 2)], Cancelled));

    [Fact]
    public async Task Of_many_writers_at_once_one_gets_the_number()
    {
        var store = Open();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => store.AppendAsync([Line("a", 1)], Cancelled), Cancelled)));
        Assert.Single(answers, answer => answer);
        Assert.Single(await store.ReadAsync("a", Cancelled));
    }

    [Fact]
    public async Task Journal_reads_what_was_appended_and_notices_every_change()
    {
        var store = Open();
        var empty = FindingJournal.Read("sys", await store.ReadAsync("sys", Cancelled), Limits.Default).Required();
        Assert.True(await store.AppendAsync(empty.Lines([Journals.Observed(Journals.Day, "a", Journals.Finding("CVE-2026-0001")), Journals.Observed(Journals.Day.AddDays(1), "b")], Limits.Default), Cancelled));
        var lines = await store.ReadAsync("sys", Cancelled);
        var journal = FindingJournal.Read("sys", lines, Limits.Default).Required();
        Assert.False(Assert.Single(journal.RecordAt(Journals.Day.AddDays(2)).Findings).IsOpen);
        Assert.Equal(lines[1].Digest, journal.Head);
        ImmutableArray<JournalLine>[] changed =
        [
            [lines[1]],
            [lines[1], lines[0]],
            [lines[0] with { Body = lines[1].Body }, lines[1]],
            [lines[0], lines[1] with { Previous = "" }],
            [lines[0] with { SystemId = "other" }, lines[1]],
        ];
        Assert.All(changed, broken => Assert.Equal("RECORD-0005", Assert.Single(FindingJournal.Read("sys", broken, Limits.Default).Defects).Code.ToString()));
    }

    private static JournalLine Line(string system, long number) => new(system, number, "p", Encoding.UTF8.GetBytes($"{{\"n\":{number}}}"), "d");
}
