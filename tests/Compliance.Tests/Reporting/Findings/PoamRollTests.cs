using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Formats.Workbooks;
using Compliance.Policy.Findings.Journal;
using Compliance.Policy.Findings.Poam;
using Compliance.Policy.Findings.Tracking;
using Compliance.Reporting.Workbooks;
using CsCheck;
using static Compliance.Tests.Policy.Findings.Journals;
using static Compliance.Tests.Reporting.Findings.Months;

namespace Compliance.Tests.Reporting.Findings;

public sealed class PoamRollTests
{
    private static readonly DateTimeOffset March = new(2026, 3, 31, 20, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset April = new(2026, 4, 30, 20, 0, 0, TimeSpan.Zero);

    private static byte[] Xlsx(PoamResult month) => PoamWorkbook.Write(month.Book, month.Totals, "System", "2026-03-31");

    [Fact]
    public void First_month_has_a_row_for_every_unique_finding_with_its_due_date()
    {
        var month = Roll(Story(), March);
        Assert.Equal(["V-00001", "V-00002", "V-00003", "V-00004"], month.Book.Open.Select(row => row.Id));
        var row = month.Book.Open[0];
        Assert.Equal("2026-03-01", row[PoamColumns.DetectionDate]);
        Assert.Equal("2026-03-31", row[PoamColumns.ScheduledCompletion]);
        Assert.Equal("High", row[PoamColumns.OriginalRiskRating]);
        Assert.Equal($"registry.example/app@sha256:{Hex('a')}", row[PoamColumns.AssetIdentifier]);
        Assert.Equal("web", row[PoamColumns.ServiceName]);
        Assert.Equal("Yes", month.Book.Open[2][PoamColumns.FalsePositive]);
        Assert.Equal("collection:FEED-0003", month.Book.Open[3][PoamColumns.SourceIdentifier]);
        Assert.Equal(new PoamTotals(0, 4, 0, 0, 0, 0, 0, 0, 4), month.Totals);
        Assert.True(month.Totals.Reconciles);
    }

    [Fact]
    public void Second_month_keeps_hand_written_cells_moves_closed_rows_with_proof_and_reconciles()
    {
        var first = Roll(Story(), March);
        var edited = Edit(Xlsx(first), "V-00001", PoamColumns.PlannedMilestones, "(1) rebuild\n(2) deploy");
        edited = Edit(edited, "V-00003", PoamColumns.VendorDependency, "Yes");
        var (book, entry) = Back(edited, April);
        var later = Observed(April.AddDays(-2), "b", Finding("CVE-2026-0001", severity: "moderate"), Finding("CVE-2026-0003", "curl", "8.0", "low"), Finding("CVE-2026-0004", "busybox", "1.36", "high"));
        var entries = Story().Add(Published(first, March)).Add(later).Add(entry);
        var second = Roll(entries, April, book);

        Assert.Equal(new PoamTotals(4, 1, 0, 0, 2, 2, 1, 0, 3), second.Totals);
        Assert.True(second.Totals.Reconciles);
        Assert.Equal("(1) rebuild\n(2) deploy", second.Book.Open.Single(row => row.Id == "V-00001")[PoamColumns.PlannedMilestones]);
        Assert.Equal("2026-04-30", second.Book.Open.Single(row => row.Id == "V-00001")[PoamColumns.StatusDate]);
        Assert.Equal("2026-03-01", second.Book.Open.Single(row => row.Id == "V-00001")[PoamColumns.DetectionDate]);
        var closed = second.Book.Closed.Single(row => row.Id == "V-00002");
        Assert.Contains("audit package-b", closed[PoamColumns.SupportingDocuments], StringComparison.Ordinal);
        Assert.Contains("evidence root", closed[PoamColumns.SupportingDocuments], StringComparison.Ordinal);
        Assert.Equal(PoamMovement.Closed, second.Moves.Single(move => move.Finding.TrackingId == "V-00004").Movement);
        Assert.Contains(second.Notes, note => note.Message.Contains("no check-in is stated", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("2026-03-20", "", true)]
    [InlineData("2026-02-28", "older than a month", false)]
    [InlineData("2026-04-02", "is no day until", false)]
    [InlineData("", "no check-in is stated", false)]
    public void Row_that_depends_on_a_vendor_has_product_and_check_in_and_says_when_it_is_late(string checkedIn, string late, bool holds)
    {
        var vendor = new Deviation { Kind = DeviationKind.VendorDependency, State = DeviationState.Approved, Approver = "J. Doe", Expires = "2026-12-31", Product = "Example Database 14", LastCheckIn = checkedIn, Rationale = "no fix yet" };
        var month = Roll(Story().Add(new DecidedEntry { At = March.AddDays(-1), RecordedAt = March.AddDays(-1), Id = "CVE-2026-0001", Deviation = vendor }), March);
        var row = month.Book.Open[0];
        Assert.Equal(("Yes", checkedIn, "Example Database 14"), (row[PoamColumns.VendorDependency], row[PoamColumns.LastVendorCheckIn], row[PoamColumns.VendorProduct]));
        Assert.Equal(late.Length > 0, row[PoamColumns.Comments].Length > 0);
        Assert.Contains(late, row[PoamColumns.Comments], StringComparison.Ordinal);
        Assert.Equal(late.Length > 0, month.Notes.Any(note => note.Message.Contains("check-in", StringComparison.Ordinal)));
        Assert.Equal(holds, vendor.HoldsOn("2026-03-31"));
    }

    [Theory]
    [InlineData("2027-01-31", "2027-02-28")]
    [InlineData("2028-01-31", "2028-02-29")] // a leap year
    [InlineData("2026-02-28", "2026-03-28")]
    [InlineData("11/20/2026", "2026-12-20")]
    [InlineData("soon", null)]
    public void Check_in_counts_to_the_same_day_of_the_next_month(string on, string? due) => Assert.Equal(due, VendorCheckIn.NextDue(on));

    [Fact]
    public void Cell_that_a_person_put_back_is_ours_again_and_one_that_was_emptied_stays_empty()
    {
        var first = Roll(Story(), March);
        var (book, entry) = Back(Edit(Xlsx(first), "V-00001", PoamColumns.RemediationPlan, ""), April);
        var second = Roll(Story().Add(Published(first, March)).Add(entry), April, book);
        Assert.Equal("", second.Book.Open[0][PoamColumns.RemediationPlan]);
        var (again, back) = Back(Edit(Xlsx(second), "V-00001", PoamColumns.RemediationPlan, second.Rows[0].Made[PoamColumns.RemediationPlan]), April.AddDays(30));
        var third = Roll(Story().Add(Published(first, March)).Add(entry).Add(Published(second, April)).Add(back), April.AddDays(30), again);
        Assert.Empty(third.Rows[0].Kept);
        Assert.Contains("Rebuild with", third.Book.Open[0][PoamColumns.RemediationPlan], StringComparison.Ordinal);
    }

    [Fact]
    public void Detection_date_that_was_edited_to_a_later_one_is_told_and_not_taken()
    {
        var first = Roll(Story(), March);
        var (book, entry) = Back(Edit(Xlsx(first), "V-00001", PoamColumns.DetectionDate, "2026-03-20"), April);
        var second = Roll(Story().Add(Published(first, March)).Add(entry), April, book);
        Assert.Equal("2026-03-01", second.Book.Open[0][PoamColumns.DetectionDate]);
        Assert.Contains(second.Notes, note => note.Message.Contains("signed reason", StringComparison.Ordinal));
    }

    [Fact]
    public void Detection_date_that_was_destroyed_leaves_the_clock_unknown_and_not_new()
    {
        var first = Roll(Story(), March);
        var (book, entry) = Back(Edit(Xlsx(first), "V-00001", PoamColumns.DetectionDate, "n/a"), April);
        var second = Roll(Story().Add(Published(first, March)).Add(entry), April, book);
        Assert.Equal("", second.Book.Open[0][PoamColumns.DetectionDate]);
        Assert.Equal("", second.Book.Open[0][PoamColumns.ScheduledCompletion]);
    }

    [Fact]
    public void Row_that_was_taken_out_by_hand_is_put_back_and_told()
    {
        var first = Roll(Story(), March);
        var (book, entry) = Back(Xlsx(first), April);
        var cut = book with { Open = book.Open.RemoveAt(0) };
        var second = Roll(Story().Add(Published(first, March)).Add(entry), April, cut);
        Assert.Equal(1, second.Totals.PutBack);
        Assert.True(second.Totals.Reconciles);
        Assert.Contains(second.Notes, note => note.Code.ToString() == "RECORD-0013");
    }

    [Fact]
    public void Closed_row_that_comes_back_is_reopened()
    {
        var gone = Story().Add(Observed(March.AddDays(-1), "b"));
        var first = Roll(gone, March);
        var (book, entry) = Back(Xlsx(first), April);
        var second = Roll(gone.Add(Published(first, March)).Add(Observed(April.AddDays(-1), "c", Finding("CVE-2026-0001"))).Add(entry), April, book);
        Assert.Equal(new PoamTotals(0, 0, 1, 0, 0, 0, 0, 0, 1), second.Totals);
        Assert.Equal("2026-03-01", Assert.Single(second.Book.Open)[PoamColumns.DetectionDate]);
    }

    [Fact]
    public void Own_columns_two_cves_in_a_row_and_weaknesses_of_people_survive()
    {
        var csv = CsvText.Line(["POAM ID", "Weakness Name", "Asset Identifier", "Original Detection Date", "Original Risk Rating", "CVE", "Ticket", "Status Date"])
            + CsvText.Line(["P-1", "two of them", "host1", "01/15/2026", "High", "CVE-2025-0001, CVE-2025-0002", "T-9", "2026-02-28"])
            + CsvText.Line(["P-2", "no MFA", "console", "2026-01-20", "Moderate", "", "T-10", "2026-02-28"]);
        var (book, entry) = Back(System.Text.Encoding.UTF8.GetBytes(csv), March, "open.csv");
        var month = Roll([entry], March, book);
        Assert.Equal(["P-1.1", "P-1.2", "P-2"], month.Book.Open.Select(row => row.Id));
        Assert.All(month.Book.Open.Take(2), row => Assert.Equal("2026-01-15", row[PoamColumns.DetectionDate]));
        Assert.Equal("T-10", month.Book.Open[2]["Ticket"]);
        Assert.Equal("no MFA", month.Book.Open[2][PoamColumns.WeaknessName]);
        Assert.Equal(3, month.Totals.OpenNow);
        Assert.Contains("Ticket", month.Book.Columns);
    }

    [Theory]
    [InlineData("2026-03-01T04:59:59Z", "2026-02-28", "2026-03-30")] // still the day before in US Eastern time
    [InlineData("2026-03-01T05:00:00Z", "2026-03-01", "2026-03-31")] // midnight there
    [InlineData("2028-01-31T12:00:00Z", "2028-01-31", "2028-03-01")] // over a leap day
    [InlineData("2027-01-31T12:00:00Z", "2027-01-31", "2027-03-02")]
    [InlineData("2026-11-01T05:30:00Z", "2026-11-01", "2026-12-01")] // the night in which clocks go back
    public void Due_day_counts_calendar_days_of_us_eastern_time(string at, string detected, string due)
    {
        var time = DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture);
        var month = Roll([Observed(time, "a", Finding("CVE-2026-0001"))], time.AddDays(1));
        Assert.Equal((detected, due), (month.Book.Open[0][PoamColumns.DetectionDate], month.Book.Open[0][PoamColumns.ScheduledCompletion]));
    }

    [Fact]
    public void Same_month_is_the_same_bytes()
    {
        Assert.Equal(Xlsx(Roll(Story(), March)), Xlsx(Roll(Story(), March)));
        var month = Roll(Story(), March);
        Assert.Equal(PoamCsv.Write(month.Book.Open, month.Book.Columns), PoamCsv.Write(Roll(Story(), March).Book.Open, month.Book.Columns));
    }

    [Fact]
    public void Totals_reconcile_for_every_history()
    {
        Gen.Int[0, 7].Array[1, 6].Sample(masks =>
        {
            var (entries, book, at) = (ImmutableArray<JournalEntry>.Empty, default(PoamBook), March);
            for (var index = 0; index < masks.Length; index++, at = at.AddDays(30))
            {
                entries = entries.Add(Observed(at.AddDays(-1), $"{index:x}", [.. Enumerable.Range(0, 3).Where(bit => (masks[index] & (1 << bit)) != 0).Select(bit => Finding($"CVE-2026-000{bit}"))]) with { PackageId = $"p{index}" });
                if (book is not null) entries = entries.Add(Imported(at, ImportedEntry.Poam, [.. PoamImport.Of(book, at, Limits.Default).Findings]));
                var month = Roll(entries, at, book);
                if (!month.Totals.Reconciles || month.Totals.OpenNow != System.Numerics.BitOperations.PopCount((uint)masks[index])) return false;
                entries = entries.Add(Published(month, at));
                book = PoamReader.Read(Xlsx(month), "poam.xlsx", Limits.Default).Required();
            }

            return true;
        });
    }

    /// <summary>Changes one cell of a workbook as a person would: read, changed, written by another writer of cells.</summary>
    private static byte[] Edit(byte[] xlsx, string id, string header, string text)
    {
        var book = PoamReader.Read(xlsx, "poam.xlsx", Limits.Default).Required();
        ImmutableArray<PoamRow> Changed(ImmutableArray<PoamRow> rows) => [.. rows.Select(row => row.Id == id ? new PoamRow(row.Cells.SetItem(header, text), null) : row)];
        return PoamWorkbook.Write(book with { Open = Changed(book.Open), Closed = Changed(book.Closed) }, new PoamTotals(0, 0, 0, 0, 0, 0, 0, 0, 0), "System", "2026-03-31");
    }
}
