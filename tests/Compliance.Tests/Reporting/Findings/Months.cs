using System.Collections.Immutable;
using System.Text;
using Compliance.Formats.Reading;
using Compliance.Policy.Clocks;
using Compliance.Policy.Findings.Journal;
using Compliance.Policy.Findings.Poam;
using Compliance.Policy.Findings.Recording;
using Compliance.Policy.Findings.Tracking;
using Compliance.Tests.Policy.Findings;
using static Compliance.Tests.Policy.Findings.Journals;

namespace Compliance.Tests.Reporting.Findings;

/// <summary>Months of POA&amp;Ms: what the verb does, without files.</summary>
internal static class Months
{
    public static readonly RemediationTimes Times = RemediationTimes.Read(Encoding.UTF8.GetBytes(
        "clock: fedramp-rev5-remediation\ntitle: t\nsource: s\ndays: { critical: 30, high: 30, moderate: 90, low: 180 }\n"), "clock", Limits.Default).Required();

    public static PoamSettings Settings(DateTimeOffset at) => new(at, Times, "J. Doe, ISSO", asset => asset.StartsWith("registry.example/app", StringComparison.Ordinal) ? "web" : "");

    public static PoamResult Roll(IEnumerable<JournalEntry> entries, DateTimeOffset at, PoamBook? previous = null) =>
        PoamRoll.Forward(previous, FindingRecord.Of("sys", entries, at), Settings(at), Limits.Default);

    public static PublishedEntry Published(PoamResult month, DateTimeOffset at) => new() { At = at, RecordedAt = at, Name = "poam.xlsx", Sha256 = Hex('9'), Rows = month.Rows };

    /// <summary>The file as it comes back: read from its bytes, and taken into the journal.</summary>
    public static (PoamBook Book, ImportedEntry Entry) Back(byte[] bytes, DateTimeOffset at, string name = "poam.xlsx")
    {
        var book = PoamReader.Read(bytes, name, Limits.Default).Required();
        return (book, Imported(at, ImportedEntry.Poam, [.. PoamImport.Of(book, at, Limits.Default).Findings]) with { Name = name });
    }

    public static ImmutableArray<JournalEntry> Story() =>
    [
        Observed(Day, "a", Finding("CVE-2026-0001"), Finding("CVE-2026-0002", "zlib", "1.0", "moderate"), Finding("CVE-2026-0003", "curl", "8.0", "low")) with
        {
            Failures = [new ObservedFailure("FEED-0003", "the kev feed was 40 days old")],
        },
        new EvaluatedEntry { At = Day.AddDays(2), RecordedAt = Day.AddDays(2), Id = "CVE-2026-0002", Impact = 4, InternetReachable = true, LikelyExploitable = true, Author = "J. Doe", Reason = "reachable", NextAt = Day.AddDays(20), NextImpact = 2 },
        new EvaluatedEntry { At = Day.AddDays(9), RecordedAt = Day.AddDays(9), Id = "CVE-2026-0002", Impact = 3, InternetReachable = false, LikelyExploitable = true, Author = "J. Doe", Reason = "filtered" },
        new DecidedEntry
        {
            At = Day.AddDays(3), RecordedAt = Day.AddDays(3), Id = "CVE-2026-0003",
            Deviation = new Deviation { Kind = DeviationKind.FalsePositive, State = DeviationState.Approved, Approver = "AO", ApprovedOn = "2026-03-04", Expires = "2099-01-01", Rationale = "not loaded" },
        },
    ];
}
