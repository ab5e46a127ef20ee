using System.Globalization;
using System.Text;
using Compliance.Policy.Exceptions;
using Compliance.Policy.HumanEvidence;
using Compliance.Policy.Results;
using Compliance.Tests.Policy.Exceptions;

namespace Compliance.Tests.Policy.HumanEvidence;

public sealed class HumanEvidenceJudgementTests
{
    private static readonly string Good = $$"""
        id: tls-interview
        system: payments
        kind: interview
        method: interview
        objectives: ["AC-06"]
        actor: A. Assessor
        role: assessor
        collectedOn: 2026-11-10
        expiresOn: 2027-11-10
        content: { name: notes.txt, sha256: {{new string('a', 64)}} }
        """;

    /// <summary>Text in the good record, what stands there instead, the code that it then has.</summary>
    public static TheoryData<string, string, string> Bad() => new()
    {
        { "system: payments", "system: billing", "EVID-0002" },
        { "expiresOn: 2027-11-10", "expiresOn: 2026-11-22", "EVID-0003" },
        { "collectedOn: 2026-11-10", "collectedOn: 2026-11-24", "EVID-0004" },
        { "AC-06", "AC-6", "EVID-0006" },
        { "kind: interview", "kind: document", "EVID-0001" },
        { "expiresOn: 2027-11-10", "expiresOn: 2025-11-10", "EVID-0001" },
        { "id: tls-interview", "id: other", "EVID-0001" },
        { "sha256: aa", "sha256: zz", "EVID-0001" },
        { "actor: A. Assessor\n", "", "EVID-0001" },
    };

    [Fact]
    public void A_current_record_counts_for_its_objectives()
    {
        var result = Judge(Good);
        Assert.True(result.Counts, result.Words);
        Assert.Equal(["AC-06"], result.Objectives);
        Assert.Equal("supports, counts until 2027-11-10, not signed", result.Words);
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_record_with_one_thing_wrong_does_not_count_and_says_why(string old, string text, string code)
    {
        Assert.Contains(old, Good, StringComparison.Ordinal);
        var result = Judge(Good.Replace(old, text, StringComparison.Ordinal));
        Assert.Equal(code, Assert.Single(result.Problems).Code.Text);
        Assert.False(result.Counts);
    }

    [Theory]
    [InlineData("2026-11-09", false)]
    [InlineData("2026-11-10", true)]
    [InlineData("2027-11-10", true)]
    [InlineData("2027-11-11", false)]
    public void A_record_counts_from_its_collection_to_its_last_day(string at, bool counts) => Assert.Equal(counts, Judge(Good, at: at).Counts);

    [Fact]
    public void Missing_content_and_signatures_that_do_not_fit_do_not_count()
    {
        Assert.Equal("EVID-0005", Assert.Single(Judge(Good, hasContent: false).Problems).Code.Text);
        Assert.Equal("EVID-0007", Assert.Single(Judge(Good, new SignatureJudgement(SignatureStanding.Failed, "", [], "x")).Problems).Code.Text);
        Assert.Equal("EVID-0007", Assert.Single(Judge(Good, new SignatureJudgement(SignatureStanding.Indeterminate, "", [], "x")).Problems).Code.Text);
        Assert.Equal("EVID-0008", Assert.Single(Judge(Good, new SignatureJudgement(SignatureStanding.Verified, "J. Doe", [], "")).Problems).Code.Text);
        Assert.True(Judge(Good, new SignatureJudgement(SignatureStanding.Verified, "A. Assessor", [], "")).Counts);
    }

    [Fact]
    public void Two_records_of_one_id_do_not_count()
    {
        var records = HumanEvidenceJudgement.Judge(WaiverWorld.Policies(), [Present(Good), Present(Good, name: "copy/tls-interview.yaml")], At("2026-11-23"));
        Assert.All(records, record => Assert.Equal("EVID-0009", Assert.Single(record.Problems).Code.Text));
    }

    [Fact]
    public void Mutated_records_never_throw()
    {
        foreach (var bytes in Mutations.Of(Encoding.UTF8.GetBytes(Good), Mutations.Count, 5)) EvidenceRecord.Read(bytes, "tls-interview.yaml");
    }

    private static HumanEvidenceResult Judge(string text, SignatureJudgement? signature = null, bool hasContent = true, string at = "2026-11-23") =>
        Assert.Single(HumanEvidenceJudgement.Judge(WaiverWorld.Policies(), [Present(text, signature, hasContent)], At(at)));

    private static PresentedRecord Present(string text, SignatureJudgement? signature = null, bool hasContent = true, string name = "tls-interview.yaml") =>
        new(name, EvidenceRecord.Read(Encoding.UTF8.GetBytes(text), name), hasContent, signature ?? SignatureJudgement.Absent);

    private static DateTimeOffset At(string day) => DateTimeOffset.Parse(day, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
