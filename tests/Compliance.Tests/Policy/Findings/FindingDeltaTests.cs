using Compliance.Policy.Findings.Deltas;
using Compliance.Policy.Findings.Journal;
using Compliance.Policy.Findings.Tracking;
using static Compliance.Tests.Policy.Findings.Journals;

namespace Compliance.Tests.Policy.Findings;

public sealed class FindingDeltaTests
{
    [Fact]
    public void Between_two_dates_of_a_record_all_that_closed_opened_and_was_carried_has_its_cause()
    {
        JournalEntry[] entries =
        [
            Observed(Day, "a", Finding("CVE-2026-0001"), Finding("CVE-2026-0002", "zlib", "1.0")),
            Observed(Day.AddDays(10), "b", Finding("CVE-2026-0002", "zlib", "1.1"), Finding("CVE-2026-0003", "curl", "8.0")) with { Gone = [new GoneFinding("CVE-2026-0001", "openssl", "3.1.0-r0", "3.1.0-r1", DeltaCause.PackageUpdated)] },
        ];
        var delta = FindingDelta.Between(Record(Day.AddDays(5), entries), Record(Day.AddDays(15), entries));
        Assert.True(delta.IsWhole);
        Assert.Equal((1, 1, 1), (delta.Count(DeltaChange.Closed), delta.Count(DeltaChange.Opened), delta.Count(DeltaChange.Carried)));
        var closed = delta.Items.Single(item => item.Change == DeltaChange.Closed);
        Assert.Equal(("CVE-2026-0001", "openssl", "3.1.0-r0", ""), (closed.Id, closed.Package, closed.Before, closed.After));
        Assert.StartsWith("package updated: openssl 3.1.0-r0 to 3.1.0-r1", closed.Cause, StringComparison.Ordinal);
        Assert.Equal(("CVE-2026-0003", "first detected"), delta.Items.Single(item => item.Change == DeltaChange.Opened) is var opened ? (opened.Id, opened.Cause) : default);
        Assert.Equal(("CVE-2026-0002", "1.0", "1.1"), delta.Items.Single(item => item.Change == DeltaChange.Carried) is var carried ? (carried.Id, carried.Before, carried.After) : default);
    }

    [Fact]
    public void Look_that_could_not_see_everything_makes_no_whole_delta()
    {
        JournalEntry[] entries = [Observed(Day, "a", Finding("CVE-2026-0001")), Observed(Day.AddDays(10), "b") with { IsComplete = false }];
        var delta = FindingDelta.Between(Record(Day.AddDays(5), entries), Record(Day.AddDays(15), entries));
        Assert.False(delta.IsWhole);
        Assert.Equal(0, delta.Count(DeltaChange.Closed));
    }
}
