using System.Collections.Immutable;
using Compliance.Evidence.Feeds;
using Compliance.Evidence.Packaging;
using Compliance.Evidence.Raw;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Oci.References;
using Compliance.Policy.Documents;
using Compliance.Policy.Exceptions;
using Compliance.Policy.Facts;
using Compliance.Policy.Findings;
using Compliance.Policy.Findings.Journal;
using Compliance.Policy.Findings.Recording;
using Compliance.Policy.Library;
using Compliance.Policy.Results;

namespace Compliance.Service.Findings;

/// <summary>What an audit tells the record of findings.</summary>
internal sealed record AuditObservations(string SystemId, string PackageId, Digest EvidenceRoot, DateTimeOffset At, ImmutableArray<AuditSubject> Subjects, ImmutableArray<FactSet> Facts, RawEvidence Raw, Evaluation Evaluation)
{
    /// <summary>Name of the asset where the caller gives one; otherwise it is made from the reference.</summary>
    public string? Asset { get; init; }

    /// <summary>Entries to append: the observations that the journal does not have, deviations by waivers, and evaluations by triage records.</summary>
    public ImmutableArray<JournalEntry> Entries(IReadOnlyCollection<JournalEntry> journal, DateTimeOffset now, Limits limits)
    {
        if (journal.OfType<ObservedEntry>().Any(entry => entry.PackageId == PackageId)) return [];
        var (entries, feeds) = (ImmutableArray.CreateBuilder<JournalEntry>(), Feeds(limits));
        for (var index = 0; index < Facts.Length; index++)
        {
            var record = FindingRecord.Of(SystemId, journal.Concat(entries), DateTimeOffset.MaxValue);
            entries.Add(Observation.Of(Facts[index], AssetOf(index), PackageId, EvidenceRoot, feeds, At, now, record));
        }

        var after = FindingRecord.Of(SystemId, journal.Concat(entries), DateTimeOffset.MaxValue);
        entries.AddRange(WaiverDeviations.Of(Waivers(limits), after, FindingTime.WholeSecond(now)));
        entries.AddRange(TriageEvaluations.Of(Triage(limits), after, now));
        return entries.ToImmutable();
    }

    /// <summary>The reference without tag and digest: what stays when an image is rebuilt; with several platforms, each its own.</summary>
    public static string AssetOf(string reference)
    {
        if (!ImageReference.Parse(reference).TryGet(out var parsed)) return reference;
        return parsed.Repository is { } repository ? $"{parsed.Location}/{repository}" : reference[..(reference.IndexOf(parsed.Location, StringComparison.Ordinal) + parsed.Location.Length)];
    }

    public string AssetOf(int index)
    {
        var subject = Subjects[index];
        var name = Asset ?? AssetOf(subject.Reference);
        return Subjects.Length > 1 && subject.Platform.Length > 0 ? $"{name} ({subject.Platform})" : name;
    }

    private ImmutableArray<TriageDocument> Triage(Limits limits) =>
        Raw.System is { } document && document.Fits(limits) && SystemFile.Read(document.ReadAll(limits), document.Item.Origin, limits).TryGet(out var system) ? system.Document.Triage : [];

    private ImmutableArray<string> Feeds(Limits limits) =>
    [
        .. (Raw.Feeds ?? []).Where(document => document.Fits(limits)).Select(document => FeedSlice.Read(document.ReadAll(limits), document.Item.Origin, limits))
            .Select(reading => reading.TryGet(out var slice) ? $"{slice.Header.Label} {slice.Header.Digest}" : null).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];

    private IEnumerable<(WaiverDocument, WaiverResult)> Waivers(Limits limits)
    {
        foreach (var result in Evaluation.Waivers)
        {
            if (Raw.Waivers?.FirstOrDefault(document => document.Item.Origin == result.Path) is { } document && Waiver.Read(document.ReadAll(limits), result.Path, limits).TryGet(out var waiver))
                yield return (waiver.Document, result);
        }
    }
}
