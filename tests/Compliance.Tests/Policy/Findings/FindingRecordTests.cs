using Compliance.Formats.Reading;
using Compliance.Policy.Findings;
using Compliance.Policy.Findings.Journal;
using Compliance.Policy.Findings.Recording;
using Compliance.Policy.Findings.Tracking;
using CsCheck;
using static Compliance.Tests.Policy.Findings.Journals;

namespace Compliance.Tests.Policy.Findings;

public sealed class FindingRecordTests
{
    private static readonly DateTimeOffset January = new(2026, 1, 5, 5, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Detection_is_the_earliest_evidence_whatever_came_into_the_journal_first()
    {
        var record = Record(Day.AddDays(9),
            Observed(Day, "a", Finding("CVE-2026-0001")),
            Imported(Day.AddDays(1), ImportedEntry.Poam, Row("POAM-7", "CVE-2026-0001", January)));
        var finding = Assert.Single(record.Findings);
        Assert.Equal(January, finding.DetectedAt);
        Assert.Equal("POAM-7", finding.TrackingId);
        Assert.Equal(2, finding.Detections.Length);
    }

    [Fact]
    public void Onboarding_resets_no_clock_when_the_poam_comes_first()
    {
        var record = Record(Day.AddDays(9),
            Imported(January.AddDays(20), ImportedEntry.Poam, Row("POAM-7", "CVE-2026-0001", January, true, "registry.example/app")),
            Observed(Day, "a", Finding("CVE-2026-0001")));
        var finding = Assert.Single(record.Findings);
        Assert.Equal(January, finding.DetectedAt);
        Assert.Equal("POAM-7", finding.TrackingId);
        Assert.Equal("openssl", Assert.Single(finding.Affected).Package);
    }

    [Fact]
    public void Tracking_ids_are_the_same_for_every_time_that_is_asked_about()
    {
        JournalEntry[] entries =
        [
            Observed(Day.AddDays(5), "a", Finding("CVE-2026-0002"), Finding("CVE-2026-0003")),
            Imported(Day, ImportedEntry.Scan, Row("", "CVE-2026-0004", Day, null, "registry.example/other")),
        ];
        var early = FindingRecord.Of("sys", entries, Day.AddDays(1));
        var late = FindingRecord.Of("sys", entries, Day.AddDays(9));
        Assert.Equal("V-00003", Assert.Single(early.Findings).TrackingId);
        Assert.Equal(["V-00001", "V-00002", "V-00003"], late.Findings.Select(finding => finding.TrackingId));
    }

    [Fact]
    public void Complete_audit_without_a_finding_closes_it_with_its_proof()
    {
        var after = Observed(Day.AddDays(3), "b") with { Gone = [new GoneFinding("CVE-2026-0001", "openssl", "3.1.0-r0", "3.1.0-r1", DeltaCause.PackageUpdated)] };
        var finding = Assert.Single(Record(Day.AddDays(9), Observed(Day, "a", Finding("CVE-2026-0001")), after).Findings);
        Assert.False(finding.IsOpen);
        Assert.Equal(Day.AddDays(3), finding.ClosedAt);
        Assert.StartsWith("package updated: openssl 3.1.0-r0 to 3.1.0-r1; audit package-b", finding.ClosedBecause, StringComparison.Ordinal);
    }

    [Fact]
    public void Audit_that_could_not_look_at_everything_closes_nothing()
    {
        var partial = Observed(Day.AddDays(3), "b") with { IsComplete = false, Failures = [new ObservedFailure("FEED-0003", "the feed was 40 days old")] };
        var record = Record(Day.AddDays(9), Observed(Day, "a", Finding("CVE-2026-0001")), partial);
        Assert.True(record.Find("CVE-2026-0001")!.IsOpen);
        Assert.True(record.Find("collection:FEED-0003")!.IsOpen);
        Assert.True(record.Find("collection:FEED-0003")!.IsFailure);
    }

    [Fact]
    public void Failure_of_collection_ends_when_collection_succeeds()
    {
        var partial = Observed(Day, "a") with { IsComplete = false, Failures = [new ObservedFailure("FEED-0003", "stale")] };
        var finding = Record(Day.AddDays(9), partial, Observed(Day.AddDays(1), "b")).Find("collection:FEED-0003")!;
        Assert.False(finding.IsOpen);
        Assert.StartsWith("collection succeeded", finding.ClosedBecause, StringComparison.Ordinal);
    }

    [Fact]
    public void Finding_that_comes_back_is_reopened_with_its_first_detection()
    {
        var finding = Assert.Single(Record(Day.AddDays(99),
            Observed(Day, "a", Finding("CVE-2026-0001")), Observed(Day.AddDays(1), "b"), Observed(Day.AddDays(60), "c", Finding("CVE-2026-0001"))).Findings);
        Assert.True(finding.IsOpen);
        Assert.Equal(Day, finding.DetectedAt);
        Assert.Equal([FindingEventKind.Opened, FindingEventKind.Closed, FindingEventKind.Reopened], finding.History.Select(one => one.Kind).Where(kind => kind != FindingEventKind.Rerated));
    }

    [Fact]
    public void Two_cves_under_one_advisory_stay_two_and_both_keep_its_detection()
    {
        var record = Record(Day.AddDays(9),
            Imported(January, ImportedEntry.Scan, Row("", "GHSA-aaaa-bbbb-cccc", January, null, "x")),
            Observed(Day, "a", Finding("CVE-2026-0001", aliases: "GHSA-aaaa-bbbb-cccc"), Finding("CVE-2026-0002", aliases: ["GHSA-aaaa-bbbb-cccc", "CVE-2026-0001"])));
        Assert.Equal(["CVE-2026-0001", "CVE-2026-0002"], record.Findings.Select(finding => finding.Id).Order(StringComparer.Ordinal));
        Assert.All(record.Findings, finding => Assert.Equal(January, finding.DetectedAt));
        Assert.DoesNotContain("CVE-2026-0001", record.Find("CVE-2026-0002")!.Aliases);
    }

    [Fact]
    public void Clock_that_jumped_back_adds_a_detection_and_changes_no_state()
    {
        var back = Observed(Day.AddDays(-2), "b", Finding("CVE-2026-0009"));
        var record = Record(Day.AddDays(9), Observed(Day, "a", Finding("CVE-2026-0001")), back);
        Assert.True(record.Find("CVE-2026-0001")!.IsOpen);
        var late = record.Find("CVE-2026-0009")!;
        Assert.False(late.IsOpen);
        Assert.Equal(Day.AddDays(-2), late.DetectedAt);
        Assert.Contains("audit package-a", late.ClosedBecause, StringComparison.Ordinal);
    }

    [Fact]
    public void Severity_that_is_not_known_any_more_is_no_new_rating()
    {
        var finding = Assert.Single(Record(Day.AddDays(9),
            Observed(Day, "a", Finding("CVE-2026-0001")), Observed(Day.AddDays(1), "b", Finding("CVE-2026-0001", severity: "unknown")),
            Observed(Day.AddDays(2), "c", Finding("CVE-2026-0001", severity: "low"))).Findings);
        Assert.Equal(["high", "low"], finding.Ratings.Select(rating => rating.Severity));
        Assert.Contains(finding.History, one => one.Kind == FindingEventKind.Rerated && one.At == Day.AddDays(2));
    }

    [Fact]
    public void Poam_that_says_closed_does_not_close_what_an_audit_finds()
    {
        var finding = Assert.Single(Record(Day.AddDays(9),
            Observed(Day, "a", Finding("CVE-2026-0001")), Imported(Day.AddDays(1), ImportedEntry.Poam, Row("P-1", "CVE-2026-0001", January, open: false))).Findings);
        Assert.True(finding.IsOpen);
        Assert.Equal(January, finding.DetectedAt);
    }

    [Fact]
    public void Correction_counts_only_when_it_is_later_than_the_evidence()
    {
        CorrectedEntry To(DateTimeOffset at) => new() { At = Day, RecordedAt = Day, Id = "CVE-2026-0001", DetectedAt = at, Reason = "another image", SignedBy = "ao", Document = [1], Signature = [2] };
        Assert.Equal(Day.AddDays(5), Assert.Single(Record(Day.AddDays(9), Observed(Day, "a", Finding("CVE-2026-0001")), To(Day.AddDays(5))).Findings).DetectedAt);
        Assert.Equal(Day, Assert.Single(Record(Day.AddDays(9), Observed(Day, "a", Finding("CVE-2026-0001")), To(Day.AddDays(-5))).Findings).DetectedAt);
    }

    [Fact]
    public void Losing_an_entry_never_makes_a_detection_earlier_than_what_is_left_proves()
    {
        JournalEntry[] entries =
        [
            Imported(January.AddDays(1), ImportedEntry.Poam, Row("P-1", "CVE-2026-0001", January)),
            Observed(Day, "a", Finding("CVE-2026-0001"), Finding("CVE-2026-0002")),
            Observed(Day.AddDays(7), "b", Finding("CVE-2026-0002")),
        ];
        Gen.Int[0, 2].Sample(left =>
        {
            var whole = FindingRecord.Of("sys", entries, Day.AddDays(30));
            var less = FindingRecord.Of("sys", entries.Where((_, index) => index != left), Day.AddDays(30));
            return less.Findings.All(finding => finding.DetectedAt >= whole.Find(finding.Id)!.DetectedAt);
        });
    }

    [Fact]
    public void History_is_the_same_when_it_is_read_again_and_refused_when_one_is_cut_out()
    {
        var history = Record(Day.AddDays(9), Observed(Day, "a", Finding("CVE-2026-0001"), Finding("GHSA-aaaa-bbbb-cccc"))).ToHistory(1, Hex('f'));
        var bytes = history.Write();
        var again = DetectionHistory.Read(bytes, "h", Limits.Default).Required();
        Assert.Equal(bytes, again.Write());
        Assert.Equal(Day, again.Find("CVE-2026-0001", [])!.DetectedAt);
        Assert.Equal("GHSA-aaaa-bbbb-cccc", again.Find("CVE-2026-0100", ["GHSA-aaaa-bbbb-cccc"])!.Id);
        Assert.Null(again.Find("CVE-2026-0002", ["CVE-2026-0001"]));
        var cut = (history with { Records = history.Records.RemoveAt(0) }).Write();
        var counted = System.Text.Encoding.UTF8.GetString(cut).Replace("\"count\":1", "\"count\":2", StringComparison.Ordinal);
        var refused = DetectionHistory.Read(System.Text.Encoding.UTF8.GetBytes(counted), "h", Limits.Default);
        Assert.Equal("RECORD-0002", Assert.Single(refused.Defects).Code.ToString());
    }

    [Fact]
    public void Entries_are_the_same_bytes_when_they_are_read_again()
    {
        JournalEntry[] entries =
        [
            Observed(Day, "a", Finding("CVE-2026-0001")) with { Gone = [new GoneFinding("a", "b", "c", "", "d")], Failures = [new ObservedFailure("X-0001", "m")] },
            Imported(Day, ImportedEntry.Poam, Row("P", "CVE-2026-0001", Day) with { Cells = Row("P", "i", null).Cells.Add("Comments", "ü \u0001 \"") }),
            new CorrectedEntry { At = Day, RecordedAt = Day, Id = "i", DetectedAt = Day, Reason = "r", SignedBy = "s", Document = [1, 2], Signature = [] },
            new EvaluatedEntry { At = Day, RecordedAt = Day, Id = "i", Impact = 3, Author = "a", Reason = "r", InternetReachable = false },
            new DecidedEntry { At = Day, RecordedAt = Day, Id = "i", Deviation = new Deviation { Kind = DeviationKind.VendorDependency, State = DeviationState.Approved } },
            new PublishedEntry { At = Day, RecordedAt = Day, Name = "n", Sha256 = Hex('0'), Rows = [new PublishedRow("V", "i", Row("P", "i", null).Cells, Row("P", "i", null).Cells)] },
        ];
        foreach (var entry in entries)
        {
            var bytes = EntryJson.Write(entry, Limits.Default);
            var again = EntryJson.Read(bytes, "e", Limits.Default).Required();
            Assert.Equal(entry.GetType(), again.GetType());
            Assert.Equal(bytes, EntryJson.Write(again, Limits.Default));
        }
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"kind":"seen","at":"2026-01-01T00:00:00Z","recordedAt":"2026-01-01T00:00:00Z"}""")]
    [InlineData("""{"kind":"imported","at":"2026-01-01T00:00:00+02:00","recordedAt":"2026-01-01T00:00:00Z","source":"poam","name":"n","sha256":"s"}""")]
    [InlineData("""{"kind":"imported","at":"2026-01-01T00:00:00Z","recordedAt":"2026-01-01T00:00:00Z","source":"poam","name":"n","sha256":"s","more":1}""")]
    [InlineData("null")]
    public void Entry_that_is_none_is_refused(string text) =>
        Assert.Equal("RECORD-0004", Assert.Single(EntryJson.Read(System.Text.Encoding.UTF8.GetBytes(text), "e", Limits.Default).Defects).Code.ToString());
}
