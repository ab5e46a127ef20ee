using System.Collections.Immutable;
using Compliance.Evidence.Collection.Signatures;
using Compliance.Evidence.Raw;
using Compliance.Formats.Attestation;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;
using Compliance.Formats.Vulnerabilities.Scans;
using Compliance.Policy.Facts;

namespace Compliance.Evidence.Collection.Vulnerabilities.Scans;

/// <summary>Every scan by another tool that came with the audit: attested to the image, or in the folder of findings.</summary>
internal sealed record ScanEvidence(ImmutableArray<HeldScan> Scans, ImmutableArray<Defect> Gaps)
{
    public static ScanEvidence Of(ImageEvidence image, CollectionContext context) => image.Derived(evidence => Read(evidence, context));

    private static ScanEvidence Read(ImageEvidence image, CollectionContext context)
    {
        var (scans, gaps) = (ImmutableArray.CreateBuilder<HeldScan>(), new List<Defect>());
        var given = GivenFindings.Of(image, context);
        gaps.AddRange(given.Gaps);
        var own = Digests(image, context.Limits);
        foreach (var file in given.Files.Where(file => file.Scan is not null)) Add(file.Scan!, file.Document, report => IsAbout(report, own), "");
        var attached = AttachedContents.Of(image, context);
        foreach (var judged in attached.Statements)
        {
            if (judged.Statement is not { } statement || ScanReader.FormatOf(statement.PredicateType) is null) continue;
            var reading = ReadPredicate(statement, context.Limits);
            var words = new AssessmentWords(judged.Assessment, attached, !judged.More.IsEmpty);
            var signer = words.Outcome is { IsKnown: true, Value: "verified" } && words.Signer.IsKnown ? words.Signer.Value : "";
            Add(reading, judged.Source, _ => Knowable<bool>.Known(judged.IsAbout(image, attached)), signer);
        }

        return new ScanEvidence(scans.ToImmutable(), [.. gaps]);

        void Add(Reading<ScanReport> reading, RawDocument document, Func<ScanReport, Knowable<bool>> isAbout, string signer)
        {
            if (reading.TryGet(out var report)) scans.Add(new HeldScan(report, document, isAbout(report), signer));
            if (report is not { IsComplete: true })
                gaps.Add(new Defect(report is null ? GivenFindingCodes.Unreadable : GivenFindingCodes.ScanIncomplete, document.Locate(), $"a scan can't be read whole: {reading.Defects.FirstOrDefault()?.Message ?? "it says so itself"}"));
        }
    }

    private static Reading<ScanReport> ReadPredicate(InTotoStatement statement, Limits limits) => ScanReader.Read(statement.Predicate, limits);

    private static HashSet<string> Digests(ImageEvidence image, Limits limits)
    {
        var digests = new HashSet<string>(StringComparer.Ordinal) { image.Subject.ToString() };
        if (image.Index is { } index) digests.Add(index.Item.Sha256.ToString());
        if (image.Config is { } config) digests.Add(config.Item.Sha256.ToString());
        if (image.Manifest.Fits(limits) && StrictJson.Read(image.Manifest.ReadAll(limits), "manifest", limits).TryGet(out var tree) && tree.Root["config"]["digest"].AsText is { } digest) digests.Add(digest);
        return digests;
    }

    private static Knowable<bool> IsAbout(ScanReport report, HashSet<string> own)
    {
        var named = report.Subjects.Where(subject => subject.StartsWith("sha256:", StringComparison.Ordinal)).ToList();
        return named.Count == 0 ? Knowable<bool>.Unknown("the scan names no digest of what it scanned") : Knowable<bool>.Known(named.Exists(own.Contains));
    }
}
