using System.Collections.Immutable;
using System.Globalization;
using Compliance.Evidence.Feeds;
using Compliance.Evidence.Raw;
using Compliance.Formats.Reading;

namespace Compliance.Service.Verbs;

/// <summary>What <c>verify --feeds</c> adds: every name of a package's slices looked up again in the assessor's own copy of the same editions.</summary>
internal static class FeedLook
{
    public static SecondLook Take(RawEvidence raw, IVulnerabilityCatalog catalog, Limits limits)
    {
        if (raw.Feeds is not { IsEmpty: false } slices) return new SecondLook("feeds", Failed: true, "not taken: the package holds no slice of a feed", []);
        var problems = ImmutableArray.CreateBuilder<string>();
        var (keys, records) = (0L, 0L);
        foreach (var document in slices)
        {
            if (!document.Fits(limits) || !FeedSlice.Read(document.ReadAll(limits), document.Item.Origin, limits).TryGet(out var slice))
            {
                problems.Add($"{document.Item.Origin}: the slice can't be read");
                continue;
            }

            (keys, records) = (keys + slice.Keys.Length, records + slice.Records.Length);
            if (catalog.Feeds.FirstOrDefault(feed => feed.Kind == slice.Header.Kind && feed.Digest == slice.Header.Digest) is not { } same)
            {
                problems.Add($"{slice.Header.Label}: you have no edition sha256:{slice.Header.Digest.Short}…, so nothing was compared");
                continue;
            }

            var (again, bytes) = FeedSlice.Take(catalog, same, slice.Keys, slice.Header);
            if (slice.Header.Records != same.Records) problems.Add(string.Create(CultureInfo.InvariantCulture, $"{slice.Header.Label}: states {slice.Header.Records} records, the edition has {same.Records}"));
            if (!bytes.Span.SequenceEqual(document.Content(limits).Span))
                problems.Add(string.Create(CultureInfo.InvariantCulture, $"{slice.Header.Label}: {slice.Records.Length} records in the package, {again.Records.Length} in the edition under the same names, or their bytes differ"));
        }

        var summary = problems.Count == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{keys:N0} names looked up again in {slices.Length} feeds: the same {records:N0} records")
            : string.Create(CultureInfo.InvariantCulture, $"{problems.Count} of {slices.Length} feeds differ or are not yours");
        return new SecondLook("feeds", problems.Count > 0, summary, problems.ToImmutable());
    }
}
