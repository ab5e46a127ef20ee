using Compliance.Policy.Documents;
using Compliance.Policy.Findings.Journal;
using Compliance.Policy.Findings.Recording;
using static Compliance.Tests.Policy.Findings.Journals;

namespace Compliance.Tests.Policy.Findings;

public sealed class TriageEvaluationsTests
{
    private static readonly TriageDocument Record = new() { Vulnerability = "CVE-2026-0001", Evaluated = "2026-03-03T12:00:00Z", Impact = 4, LikelyExploitable = true, InternetReachable = false, Author = "J. Doe", Reason = "behind the gateway" };

    [Fact]
    public void Triage_record_becomes_the_evaluation_of_its_finding_once()
    {
        var entry = Assert.Single(Of(Record));
        Assert.Equal(("CVE-2026-0001", Day.AddDays(2), 4, true, false, "J. Doe", "behind the gateway"), (entry.Id, entry.At, entry.Impact, entry.LikelyExploitable, entry.InternetReachable, entry.Author, entry.Reason));
        var after = Journals.Record(Day.AddDays(9), Seen(), entry);
        Assert.Equal(entry, Assert.Single(after.Findings).Evaluation);
        Assert.Empty(TriageEvaluations.Of([Record], after, Day.AddDays(10)));
        Assert.Single(TriageEvaluations.Of([Record with { Evaluated = "2026-03-05T12:00:00Z", Impact = 2 }], after, Day.AddDays(10)));
    }

    public static TheoryData<string, TriageDocument> Others => new()
    {
        { "another vulnerability", Record with { Vulnerability = "CVE-2026-0002" } },
        { "another package", Record with { Package = "zlib" } },
        { "another image", Record with { Images = ["registry.example/other"] } },
        { "not yet", Record with { Evaluated = "2026-03-12T12:00:00Z" } },
        { "no such day", Record with { Evaluated = "2026-02-29T12:00:00Z" } },
        { "expired", Record with { Expires = "2026-03-09" } },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public void What_is_not_about_the_finding_evaluates_nothing(string why, TriageDocument record) => Assert.True(Of(record).IsEmpty, why);

    [Fact]
    public void Last_day_counts_and_a_package_is_named_plainly_or_by_its_url()
    {
        Assert.Single(Of(Record with { Expires = "2026-03-10" }));
        Assert.Single(Of(Record with { Package = "openssl", Images = ["registry.example/*"] }));
        Assert.Single(Of(Record with { Package = "pkg:apk/wolfi/openssl" }));
    }

    [Fact]
    public void Record_for_one_of_two_images_leaves_the_finding_unevaluated()
    {
        var other = Observed(Day.AddDays(1), "b", Finding("CVE-2026-0001")) with { Asset = "registry.example/other" };
        var record = Journals.Record(Day.AddDays(9), Seen(), other);
        Assert.Empty(TriageEvaluations.Of([Record with { Images = ["registry.example/app"] }], record, Day.AddDays(9)));
        Assert.Single(TriageEvaluations.Of([Record], record, Day.AddDays(9)));
    }

    private static ObservedEntry Seen() => Observed(Day, "a", Finding("CVE-2026-0001"));

    private static System.Collections.Immutable.ImmutableArray<EvaluatedEntry> Of(TriageDocument triage) => TriageEvaluations.Of([triage], Journals.Record(Day.AddDays(9), Seen()), Day.AddDays(9));
}
