using System.Collections.Immutable;
using System.Globalization;
using Compliance.Evidence.Raw;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;
using Compliance.Formats.Vulnerabilities;
using Compliance.Formats.Vulnerabilities.Exploitation;
using Compliance.Formats.Vulnerabilities.Feeds;
using Compliance.Policy.Facts;

namespace Compliance.Evidence.Collection.Vulnerabilities;

/// <summary>What catalogs and scores say of a CVE. Unknown with the reason where the feed was not given, is stale, or was not asked.</summary>
internal sealed class ScoreLookup
{
    /// <summary>Type of a severity that is a word.</summary>
    public const string RatingType = "RATING";

    private static readonly FeedKind[] Kinds = [FeedKind.Kev, FeedKind.Epss, FeedKind.Ssvc, FeedKind.Cvss];

    private readonly Dictionary<FeedKind, (ImmutableArray<HeldSlice> Slices, string WhyNot)> feeds;
    private readonly Dictionary<(FeedKind Kind, string Cve), JsonValue> records = [];

    // Advisories repeat few vectors many times.
    private readonly Dictionary<string, double?> scores = new(StringComparer.Ordinal);

    public ScoreLookup(FeedEvidence feeds, Limits limits)
    {
        this.feeds = Kinds.ToDictionary(kind => kind, kind => (feeds.Usable(kind).ToImmutableArray(), feeds.WhyNot(kind)));
        foreach (var (kind, (slices, _)) in this.feeds)
        {
            foreach (var (slice, record) in slices.SelectMany(slice => slice.Slice.Records.Select(record => (slice, record))))
            {
                if (!StrictJson.Read(record.Body, slice.Document.Item.Origin, limits).TryGet(out var tree)) continue;
                var cve = tree.Root[kind == FeedKind.Kev ? "cveID" : "cve"].AsText;
                if (cve is not null) records.TryAdd((kind, cve), tree.Root);
            }
        }
    }

    /// <summary>Null in a known value: the feed has no such record.</summary>
    public Knowable<JsonValue?> Find(FeedKind kind, string cve)
    {
        if (!VulnerabilityIds.IsCve(cve)) return Knowable<JsonValue?>.Unknown("it has no CVE id");
        var (asked, whyNot) = feeds[kind];
        if (asked.IsEmpty) return Knowable<JsonValue?>.Unknown(whyNot);
        if (!asked.Any(slice => slice.Asked(cve))) return Knowable<JsonValue?>.Unknown($"the {kind.ToName()} feed was not asked about it");
        return Knowable<JsonValue?>.Known(records.TryGetValue((kind, cve), out var record) ? record : null);
    }

    public Knowable<KevEntry?> Kev(string cve)
    {
        var found = Find(FeedKind.Kev, cve);
        if (!found.IsKnown) return Knowable<KevEntry?>.Unknown(found.Reason);
        if (found.Value is not { } item) return Knowable<KevEntry?>.Known(null);
        return Date(item["dateAdded"]) is { } added && Date(item["dueDate"]) is { } due
            ? Knowable<KevEntry?>.Known(new KevEntry(cve, added, due, item["vulnerabilityName"].AsText ?? "", item["knownRansomwareCampaignUse"].TextEquals("Known")))
            : Knowable<KevEntry?>.Unknown("the entry of the catalog can't be read");
    }

    public Knowable<string> Epss(string cve)
    {
        var found = Find(FeedKind.Epss, cve);
        if (!found.IsKnown) return Knowable<string>.Unknown(found.Reason);
        return found.Value?["epss"].NumberText is { } score ? Knowable<string>.Known(score) : Knowable<string>.Unknown("it has no score");
    }

    /// <summary>A decision point of CISA, by either spelling of its name; the value in lower case.</summary>
    public Knowable<string> Decision(string cve, string name, string otherName)
    {
        var found = Find(FeedKind.Ssvc, cve);
        if (!found.IsKnown) return Knowable<string>.Unknown(found.Reason);
        if (found.Value is not { } record) return Knowable<string>.Unknown("CISA has not decided about it");
        var content = record["ssvc"];
        var value = content["options"].Items.Append(content).SelectMany(option => option.Members).FirstOrDefault(member => member.Name == name || member.Name == otherName).Value.AsText;
        return value is null ? Knowable<string>.Unknown($"CISA's record does not state {name}") : Knowable<string>.Known(value.ToLowerInvariant());
    }

    /// <summary>The National Vulnerability Database first, CVSS 3.1 before 3.0, its own score before others'; then a vector of an advisory; then CVSS 4.0 and 2.0.</summary>
    public CvssScore? Cvss(string cve, ImmutableArray<FoundMatch> matches)
    {
        var metrics = Find(FeedKind.Cvss, cve) is { IsKnown: true, Value: { } record } ? record["metrics"] : default;
        if (Stated(metrics, "cvssMetricV31") is { } current) return current;
        if (Stated(metrics, "cvssMetricV30") is { } older) return older;
        foreach (var match in matches)
        {
            foreach (var severity in match.Severities.Where(severity => severity.Type == "CVSS_V3").OrderBy(severity => severity.Score, StringComparer.Ordinal))
            {
                if (ScoreOf(severity.Score) is { } score) return new CvssScore(score, severity.Score, match.By);
            }
        }

        return Stated(metrics, "cvssMetricV40") ?? Stated(metrics, "cvssMetricV2");
    }

    /// <summary>The worst rating in words that a record states, where nobody states a score; null when there is none.</summary>
    public static (string Rating, string Source)? Rating(ImmutableArray<FoundMatch> matches)
    {
        string[] order = ["critical", "high", "moderate", "low", "none"];
        foreach (var rating in order)
        {
            if (matches.FirstOrDefault(match => match.Severities.Any(severity => severity.Type == RatingType && severity.Score == rating)) is { } match) return (rating, match.By);
        }

        return null;
    }

    private double? ScoreOf(string vector)
    {
        if (!scores.TryGetValue(vector, out var score)) scores[vector] = score = CvssV3.BaseScore(vector);
        return score;
    }

    private static CvssScore? Stated(JsonValue metrics, string name)
    {
        var metric = metrics[name].Items.OrderBy(item => item["type"].TextEquals("Primary") ? 0 : 1).FirstOrDefault()["cvssData"];
        return metric["baseScore"].NumberText is { } text && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var score) && score is >= 0 and <= 10
            ? new CvssScore(score, metric["vectorString"].AsText ?? "", "NVD")
            : null;
    }

    private static DateOnly? Date(JsonValue value) =>
        DateOnly.TryParseExact(value.AsText, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
}
