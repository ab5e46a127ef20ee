using System.Collections.Immutable;
using System.Globalization;
using Compliance.Evidence.Feeds;
using Compliance.Policy.Facts;

namespace Compliance.Evidence.Collection.Vulnerabilities.Scans;

/// <summary>The scans of the image: our own look-up in feeds, and each scan by another tool, with what they say differently.</summary>
public sealed class ScanCollector : ICollector
{
    public string Id => "scans@1";

    public void Collect(ImageEvidence image, CollectionContext context, FactSetBuilder facts)
    {
        var scans = ScanEvidence.Of(image, context);
        facts.Cover(FactKind.Scan, Coverage.Complete);
        facts.Gaps(FactKind.Scan, scans.Gaps);
        var attestations = Signatures.AttachedContents.Of(image, context);
        if (!attestations.IsComplete) facts.Gap(GivenFindingCodes.Unreadable, FactKind.Scan, image.Manifest.Locate(), "not everything beside the image was read: a scan may be among it");
        var said = Reports(image, context, scans);
        foreach (var (label, fact, source) in said)
        {
            var own = fact.Found.ToHashSet(StringComparer.Ordinal);
            var others = said.Where(one => one.Label != label && one.Fact.SubjectMatches is { IsKnown: true, Value: true } && one.Fact.Complete).SelectMany(one => one.Fact.Found).ToHashSet(StringComparer.Ordinal);
            var isCompared = fact.SubjectMatches is { IsKnown: true, Value: true } && said.Length > 1;
            facts.Add($"scan/{label}", fact with
            {
                OnlyHere = isCompared ? [.. own.Where(one => !others.Contains(one)).Order(StringComparer.Ordinal)] : [],
                NotHere = isCompared ? [.. others.Where(one => !own.Contains(one)).Order(StringComparer.Ordinal)] : [],
            }, source, Reperformance.Rederived);
        }
    }

    private static ImmutableArray<(string Label, ScanFact Fact, FactSource Source)> Reports(ImageEvidence image, CollectionContext context, ScanEvidence scans)
    {
        var all = ImmutableArray.CreateBuilder<(string, ScanFact, FactSource)>();
        if (image.Feeds is { IsEmpty: false } feeds && Own(image, context) is { } own) all.Add(("feeds", own, new FactSource(feeds[0].Item.Sha256, feeds[0].Locate())));
        foreach (var scan in scans.Scans)
        {
            var report = scan.Report;
            all.Add((scan.Document.Item.Path, new ScanFact
            {
                Tool = report.Tool,
                ToolVersion = report.ToolVersion,
                Format = report.Format.ToString().ToLowerInvariant(),
                Document = scan.Document.Item.Origin,
                Signer = scan.Signer,
                SubjectMatches = scan.IsAboutImage,
                FinishedAt = Time(report.FinishedAt ?? report.StartedAt, "the scan does not say when it ran"),
                DatabaseAt = Time(report.DatabaseUpdatedAt, "the scan does not say how old its vulnerability data were"),
                Complete = report.IsComplete,
                Found = [.. report.Findings.Select(finding => $"{finding.Id} {finding.Package}".TrimEnd()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
                Suppressed = [.. report.Findings.Where(finding => finding.Suppression.Length > 0).Select(finding => $"{finding.Id} {finding.Package}: {finding.Suppression}").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            }, new FactSource(scan.Document.Item.Sha256, scan.Document.Locate())));
        }

        return all.ToImmutable();
    }

    /// <summary>Looking packages up in feeds is a scan at the date that is judged, with data as old as the oldest advisories.</summary>
    private static ScanFact? Own(ImageEvidence image, CollectionContext context)
    {
        var slices = FeedEvidence.Of(image, context).Slices.Where(slice => slice.Slice.Header.Kind is Formats.Vulnerabilities.Feeds.FeedKind.Osv or Formats.Vulnerabilities.Feeds.FeedKind.Secdb).ToList();
        if (slices.Count == 0) return null;
        var matches = AdvisoryMatches.Of(image, context);
        return new ScanFact
        {
            Tool = "compliance",
            Format = "feeds",
            Document = string.Join(", ", slices.Select(slice => slice.Slice.Header.Label)),
            SubjectMatches = Knowable<bool>.Known(true),
            FinishedAt = Time(context.EvaluatedAt, ""),
            DatabaseAt = Time(slices.Min(slice => slice.Slice.Header.AsOf), ""),
            Complete = slices.TrueForAll(slice => slice.IsUsable) && matches.Gaps.IsEmpty,
            Found = [.. FindingMerge.Merge(matches.Matches).Select(finding => $"{finding.Id} {finding.Target.Package}").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
        };
    }

    private static Knowable<string> Time(DateTimeOffset? time, string reason) => time is { } known
        ? Knowable<string>.Known(known.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))
        : Knowable<string>.Unknown(reason);
}
