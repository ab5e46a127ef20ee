using System.Collections.Immutable;
using System.Globalization;
using Compliance.Evidence.Feeds;
using Compliance.Evidence.Raw;
using Compliance.Formats.Reading;
using Compliance.Formats.Vulnerabilities.Feeds;

namespace Compliance.Evidence.Collection.Vulnerabilities;

/// <summary>The slices of feeds that came with an audit, read once, and what makes one unusable on the date that is judged.</summary>
internal sealed class FeedEvidence
{
    private readonly ImmutableArray<string> unreadable;

    private FeedEvidence(ImmutableArray<HeldSlice> slices, ImmutableArray<Defect> gaps, ImmutableArray<string> unreadable) => (Slices, Gaps, this.unreadable) = (slices, gaps, unreadable);

    public ImmutableArray<HeldSlice> Slices { get; }

    /// <summary>Slices that can't be read, and feeds that are stale, empty or incomplete.</summary>
    public ImmutableArray<Defect> Gaps { get; }

    public static FeedEvidence Of(ImageEvidence image, CollectionContext context) => image.Derived(evidence => Read(evidence, context));

    /// <summary>Feeds of a kind that may be relied on.</summary>
    public IEnumerable<HeldSlice> Usable(FeedKind kind) => Slices.Where(slice => slice.Slice.Header.Kind == kind && slice.IsUsable);

    /// <summary>Labels of feeds of a kind that were given and may not be relied on, ordinal order: stale, empty, incomplete, or not to be read.</summary>
    public ImmutableArray<string> Unusable(FeedKind kind) =>
    [
        .. Slices.Where(slice => slice.Slice.Header.Kind == kind && !slice.IsUsable).Select(slice => slice.Slice.Header.Label)
            .Concat(unreadable.Where(label => label.StartsWith($"{kind.ToName()}/", StringComparison.Ordinal))).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];

    /// <summary>Why nothing is known from feeds of a kind, for people.</summary>
    public string WhyNot(FeedKind kind) => Slices.Any(slice => slice.Slice.Header.Kind == kind)
        ? $"the {kind.ToName()} feed is stale, empty or incomplete"
        : $"no {kind.ToName()} feed was given";

    private static FeedEvidence Read(ImageEvidence image, CollectionContext context)
    {
        var (slices, gaps, unreadable) = (ImmutableArray.CreateBuilder<HeldSlice>(), new List<Defect>(), new List<string>());
        foreach (var document in image.Feeds ?? [])
        {
            if (!document.Fits(context.Limits))
            {
                gaps.Add(new Defect(FeedCodes.SliceUnreadable, document.Locate(), "larger than the limit"));
                unreadable.Add(document.Item.Origin);
                continue;
            }

            var reading = FeedSlice.Read(document.Content(context.Limits), document.Item.Origin, context.Limits);
            gaps.AddRange(reading.Defects);
            if (!reading.TryGet(out var slice))
            {
                unreadable.Add(document.Item.Origin);
                continue;
            }

            var problems = Problems(slice.Header, document, context.EvaluatedAt).ToList();
            gaps.AddRange(problems);
            slices.Add(new HeldSlice(document, slice, problems.Count == 0));
        }

        return new FeedEvidence(slices.ToImmutable(), [.. gaps], [.. unreadable]);
    }

    private static IEnumerable<Defect> Problems(FeedHeader header, RawDocument document, DateTimeOffset at)
    {
        var label = $"{header.Label} of {header.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";
        if (header.Records == 0) yield return new Defect(FeedCodes.Empty, document.Locate(), $"{label} is empty: nothing can be said from it");
        if (!header.IsComplete) yield return new Defect(FeedCodes.Incomplete, document.Locate(), $"{label} is incomplete: what it lacks may be there all the same");
        if (header.IsStaleAt(at))
            yield return new Defect(FeedCodes.Stale, document.Locate(), string.Create(CultureInfo.InvariantCulture, $"{label} was {header.AgeDaysAt(at):F0} days old on the date that is judged, and counts for {header.MaxAgeDays}"));
    }
}
