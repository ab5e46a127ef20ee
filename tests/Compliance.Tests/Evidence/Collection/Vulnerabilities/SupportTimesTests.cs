using Compliance.Evidence.Acquisition;
using Compliance.Evidence.Collection;
using Compliance.Evidence.Feeds;
using Compliance.Evidence.Raw;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Policy.Facts;
using Compliance.Store.Memory;
using Compliance.Tests.World;

namespace Compliance.Tests.Evidence.Collection.Vulnerabilities;

public sealed class SupportTimesTests
{
    private const string Feed = """{"generated_at":"2026-11-20T00:00:00Z","result":[{"name":"alpine-linux","aliases":["alpine"],"releases":[{"name":"3","eolFrom":"2020-01-01"},{"name":"3.22","eolFrom":"2027-05-01","eoesFrom":"2029-01-01"},{"name":"3.2","eolFrom":"2018-01-01"},{"name":"3.23","isEol":false,"eolFrom":null}]}]}""";

    [Theory]
    [InlineData("ID=alpine\nVERSION_ID=3.22.1\n", "2027-05-01")]
    [InlineData("ID=alpine\nVERSION_ID=3.22\n", "2027-05-01")]
    [InlineData("ID=alpine\nVERSION_ID=3.2.9\n", "2018-01-01")]
    public void Day_is_that_of_the_release_in_the_feed(string release, string day) => Assert.Equal(day, Collect(release, SampleFeeds.Fresh("eol", Feed)).OsSupportEnds.Value);

    [Theory]
    [InlineData("ID=alpine\nVERSION_ID=3.23.0\n", "does not say when")]
    [InlineData("ID=alpine\nVERSION_ID=4.1\n", "does not name")]
    [InlineData("ID=plan9\nVERSION_ID=3.22\n", "does not name")]
    [InlineData("ID=alpine\n", "VERSION_ID")]
    public void What_the_feed_does_not_say_is_unknown(string release, string why) => Assert.Contains(why, Collect(release, SampleFeeds.Fresh("eol", Feed)).OsSupportEnds.Reason, StringComparison.Ordinal);

    [Fact]
    public void No_feed_and_a_stale_one_say_nothing()
    {
        Assert.Contains("no eol feed was given", Collect("ID=alpine\nVERSION_ID=3.22.1\n").OsSupportEnds.Reason, StringComparison.Ordinal);
        Assert.Contains("stale", Collect("ID=alpine\nVERSION_ID=3.22.1\n", SampleFeeds.Feed("eol", CollectionWorld.Day.AddDays(-91), Feed)).OsSupportEnds.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a", "z")]
    [InlineData("z", "a")]
    public void Of_several_feeds_the_earliest_day_counts(string one, string other) =>
        Assert.Equal("2027-01-01", Collect(Release, SampleFeeds.Fresh(one, Feed), SampleFeeds.Fresh(other, Feed.Replace("2027-05-01", "2027-01-01", StringComparison.Ordinal))).OsSupportEnds.Value);

    [Theory]
    [InlineData("a", "z")]
    [InlineData("z", "a")]
    public void Stale_feed_is_named_and_no_other_improves_the_answer(string fresh, string stale)
    {
        var ends = Collect(Release, SampleFeeds.Fresh(fresh, Feed), SampleFeeds.Feed(stale, CollectionWorld.Day.AddDays(-91), Feed.Replace("2027-05-01", "2026-01-01", StringComparison.Ordinal))).OsSupportEnds;
        Assert.False(ends.IsKnown);
        Assert.Contains($"eol/{stale}", ends.Reason, StringComparison.Ordinal);
        Assert.Contains("2027-05-01", ends.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Support_that_a_fresh_feed_says_has_ended_has_ended_whatever_a_stale_one_says()
    {
        var ended = Feed.Replace("2027-05-01", "2026-01-01", StringComparison.Ordinal);
        Assert.Equal("2026-01-01", Collect(Release, SampleFeeds.Fresh("a", ended), SampleFeeds.Feed("b", CollectionWorld.Day.AddDays(-91), Feed)).OsSupportEnds.Value);
    }

    [Fact]
    public void Slice_that_cant_be_read_is_named_too()
    {
        var ends = Collect(raw => raw with { Feeds = [.. raw.Feeds!.Value, RawDocument.Of(RawPaths.Feed("eol", "lost"), RawRole.Feed, "eol/lost", new MediaType("application/jsonl"), "{}"u8.ToArray())] }, Release, SampleFeeds.Fresh("a", Feed)).OsSupportEnds;
        Assert.Contains("eol/lost", ends.Reason, StringComparison.Ordinal);
    }

    private const string Release = "ID=alpine\nVERSION_ID=3.22.1\n";

    private static ImageFact Collect(string release, params (FeedHeader, System.Collections.Immutable.ImmutableArray<Compliance.Formats.Vulnerabilities.Feeds.FeedEntry>)[] feeds) => Collect(raw => raw, release, feeds);

    private static ImageFact Collect(Func<RawEvidence, RawEvidence> change, string release, params (FeedHeader, System.Collections.Immutable.ImmutableArray<Compliance.Formats.Vulnerabilities.Feeds.FeedEntry>)[] feeds)
    {
        var layout = new LayoutBuilder();
        layout.Image(image => image.Layer(layer => layer.File("etc/os-release", release)), "v1");
        using var snapshot = layout.Open("v1");
        using var acquired = ImageAcquisition.Run(snapshot, AuditInputs.None, Observations.All, Limits.Default);
        var raw = feeds.Length == 0 ? acquired.Raw : FeedSlicing.AddTo(acquired.Raw, new MemoryVulnerabilityCatalog([.. feeds]), CollectionWorld.Day, Limits.Default);
        raw = change(raw);
        return (ImageFact)Assert.Single(Assert.Single(Collectors.Collect(raw, CollectionWorld.Context(), [new ImageCollector()])).OfKind(FactKind.Image)).Value;
    }
}
