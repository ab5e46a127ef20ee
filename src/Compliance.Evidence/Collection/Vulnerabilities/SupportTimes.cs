using System.Globalization;
using Compliance.Evidence.Collection.Packages;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;
using Compliance.Formats.Vulnerabilities.Feeds;
using Compliance.Policy.Facts;

namespace Compliance.Evidence.Collection.Vulnerabilities;

/// <summary>The last day of the operating system's support, by the slices of support times that came with the audit (endoflife.date, API 1).</summary>
internal static class SupportTimes
{
    /// <summary>
    /// ISO date, of several feeds the earliest; extended support that is sold is left out. Unknown without a usable feed, where it names no day for the release, and while
    /// another feed that was given can't be relied on, which might name an earlier day: unless support has ended whatever that one says.
    /// </summary>
    public static Knowable<string> Of(ImageEvidence image, CollectionContext context)
    {
        var system = OperatingSystemRelease.Of(image, context.Limits);
        var (id, version) = (system.Field("ID"), system.Field("VERSION_ID"));
        if (!id.IsKnown) return id;
        if (!version.IsKnown) return version;
        var feeds = FeedEvidence.Of(image, context);
        var usable = feeds.Usable(FeedKind.Eol).ToList();
        if (usable.Count == 0) return Knowable<string>.Unknown(feeds.WhyNot(FeedKind.Eol));
        var days = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (slice, record) in usable.SelectMany(slice => slice.Slice.Records.Select(record => (slice, record))))
        {
            if (!StrictJson.Read(record.Body, slice.Document.Item.Origin, context.Limits).TryGet(out var tree)) return Knowable<string>.Unknown("a record of the eol feed can't be read");
            if (!IsOf(tree.Root, id.Value) || ReleaseOf(tree.Root, version.Value) is not { IsMap: true } release) continue;
            if (!DateOnly.TryParseExact(release["eolFrom"].AsText, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)) return Knowable<string>.Unknown($"{slice.Slice.Header.Label} does not say when support of {release["name"].AsText} ends");
            days.Add(release["eolFrom"].AsText!);
        }

        if (days.Min is not { } day) return Knowable<string>.Unknown("the eol feed does not name the release");
        var open = feeds.Unusable(FeedKind.Eol);
        var hasEnded = string.CompareOrdinal(day, context.EvaluatedAt.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) < 0;
        return open.IsEmpty || hasEnded
            ? Knowable<string>.Known(day)
            : Knowable<string>.Unknown($"{string.Join(" and ", open)} can't be relied on (stale, empty, incomplete or not readable) and may name an earlier day than {day}");
    }

    private static bool IsOf(JsonValue product, string id) => product["name"].TextEquals(id) || product["aliases"].Items.Any(alias => alias.TextEquals(id));

    /// <summary>Of <c>3.22</c> and <c>3</c> the longer name is the release of <c>3.22.1</c>.</summary>
    private static JsonValue ReleaseOf(JsonValue product, string version) => product["releases"].Items
        .Where(release => release["name"].AsText is { Length: > 0 } name && (version == name || version.StartsWith($"{name}.", StringComparison.Ordinal)))
        .OrderByDescending(release => release["name"].AsText!.Length).FirstOrDefault();
}
