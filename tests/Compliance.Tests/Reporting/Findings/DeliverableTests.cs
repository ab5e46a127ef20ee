using System.Text;
using System.Text.Json.Nodes;
using Compliance.Formats.Reading;
using Compliance.Policy.Clocks;
using Compliance.Policy.Findings.Overdue;
using Compliance.Policy.Findings.Recording;
using Compliance.Reporting.FedRamp;
using Compliance.Reporting.Findings;
using Compliance.Reporting.Oscal;
using static Compliance.Tests.Policy.Findings.Journals;
using static Compliance.Tests.Reporting.Findings.Months;

namespace Compliance.Tests.Reporting.Findings;

public sealed class DeliverableTests
{
    private static readonly DateTimeOffset March = new(2026, 3, 31, 20, 0, 0, TimeSpan.Zero);
    private static readonly Timeframe AcceptAfter = new(192, TimeUnit.Days);

    private static readonly VdrClass ClassC = new("c", new Timeframe(5, TimeUnit.Days),
    [
        new VdrCell(4, true, true, new Timeframe(4, TimeUnit.Days)), new VdrCell(4, false, true, new Timeframe(8, TimeUnit.Days)), new VdrCell(4, null, false, new Timeframe(64, TimeUnit.Days)),
        new VdrCell(3, true, true, new Timeframe(16, TimeUnit.Days)), new VdrCell(3, false, true, new Timeframe(32, TimeUnit.Days)), new VdrCell(3, null, false, new Timeframe(128, TimeUnit.Days)),
    ]);

    private static VerDocuments Documents(DateTimeOffset at) => new(FindingRecord.Of("sys", Story(), at), new Uri("https://example.gov/cpo.json"), ClassC, AcceptAfter, 2);

    [Theory]
    [InlineData("fedramp-vulnerability-detail-report-schema-2026-06-24.json", 0)]
    [InlineData("fedramp-accepted-vulnerability-info-schema-2026-06-24.json", 0)]
    [InlineData("fedramp-historical-ver-activity-schema-2026-06-24.json", 0)]
    [InlineData("fedramp-accepted-vulnerability-info-schema-2026-06-24.json", 250)]
    [InlineData("fedramp-historical-ver-activity-schema-2026-06-24.json", 250)]
    public void Cr26_documents_fit_the_published_schemas(string schema, int daysLater)
    {
        Assert.SkipWhen(Vectors.Root is null, "no vectors: set COMPLIANCE_VECTORS");
        var documents = Documents(March.AddDays(daysLater));
        var bytes = schema.Contains("detail", StringComparison.Ordinal) ? documents.Details(Day) : schema.Contains("accepted", StringComparison.Ordinal) ? documents.Accepted(Day) : documents.History();
        Assert.Empty(SchemaCheck.Of(JsonNode.Parse(bytes)!, FedRamp(schema), FedRamp));
    }

    [Fact]
    public void Schema_check_notices_what_is_wrong()
    {
        Assert.SkipWhen(Vectors.Root is null, "no vectors: set COMPLIANCE_VECTORS");
        var document = JsonNode.Parse(Documents(March).Details(Day))!;
        document["vulnerabilities"]![0]!["currentRating"] = 6;
        document["vulnerabilities"]![0]!.AsObject().Remove("detection");
        Assert.Equal(2, SchemaCheck.Of(JsonNode.Parse(document.ToJsonString())!, FedRamp("fedramp-vulnerability-detail-report-schema-2026-06-24.json"), FedRamp).Count);
    }

    [Fact]
    public void Details_have_all_eleven_items()
    {
        var all = JsonNode.Parse(Documents(March).Details(Day))!["vulnerabilities"]!.AsArray();
        Assert.Equal(4, all.Count);
        var one = all.Single(item => (string)item!["providerTrackingId"]! == "V-00002")!;
        Assert.Equal("2026-03-01T12:00:00Z", (string)one["detection"]!["detectedAt"]!);
        Assert.Equal("2026-03-03T12:00:00Z", (string)one["evaluationCompletedAt"]!);
        Assert.False((bool)one["isInternetReachable"]!);
        Assert.True((bool)one["isLikelyExploitable"]!);
        Assert.Equal(3, (int)one["currentRating"]!);
        Assert.Equal([4, 3], one["impactRatings"]!.AsArray().Select(rating => (int)rating!["rating"]!));
        Assert.Equal([3], one["painReductions"]!.AsArray().Select(rating => (int)rating!["rating"]!));
        Assert.False((bool)one["overdueStatus"]!["isOverdue"]!);
        Assert.Contains("2 agencies", (string)one["potentialAgencyImpact"]!, StringComparison.Ordinal);
        Assert.Equal("False Positive", (string)all.Single(item => (string)item!["providerTrackingId"]! == "V-00003")!["finalDisposition"]!);
        var unevaluated = all.Single(item => (string)item!["providerTrackingId"]! == "V-00001")!;
        Assert.True((bool)unevaluated["overdueStatus"]!["isOverdue"]!);
        Assert.Contains("VER-TFR-EVU", (string)unevaluated["overdueStatus"]!["explanation"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void Weakness_is_accepted_at_the_end_of_the_192nd_day_of_its_first_evaluation()
    {
        // Evaluated on 2026-03-03; the 192nd day after it is 2026-09-11, which ends at midnight in US Eastern time, 04:00 UTC.
        var last = new DateTimeOffset(2026, 9, 12, 3, 59, 59, TimeSpan.Zero);
        Assert.DoesNotContain(FindingRecord.Of("sys", Story(), last).Findings, finding => OverdueJudgement.IsAccepted(finding, AcceptAfter, last));
        var after = last.AddSeconds(1);
        Assert.Equal("CVE-2026-0002", Assert.Single(FindingRecord.Of("sys", Story(), after).Findings, finding => OverdueJudgement.IsAccepted(finding, AcceptAfter, after)).Id);
    }

    [Theory]
    [InlineData(CustomerEffect.Minimal, null, 1, 1)]
    [InlineData(CustomerEffect.Narrow, 9L, 2, 2)]
    [InlineData(CustomerEffect.Disruptive, 1L, 3, 3)]
    [InlineData(CustomerEffect.Disruptive, 2L, 4, 4)]
    [InlineData(CustomerEffect.Disruptive, null, 3, 4)]
    [InlineData(CustomerEffect.Debilitating, 1L, 4, 4)]
    [InlineData(CustomerEffect.Debilitating, 2L, 5, 5)]
    [InlineData(CustomerEffect.Debilitating, null, 4, 5)]
    public void Impact_follows_from_effect_and_number_of_agencies(CustomerEffect effect, long? agencies, int least, int most) =>
        Assert.Equal((least, most), AgencyImpact.Of(effect, agencies));

    [Fact]
    public void Oscal_poam_fits_the_schema_and_every_reference_resolves()
    {
        Assert.SkipWhen(Vectors.Root is null, "no vectors: set COMPLIANCE_VECTORS");
        var record = FindingRecord.Of("sys", Story().Add(Observed(March.AddDays(-1), "b", Finding("CVE-2026-0001"))), March);
        var document = JsonNode.Parse(OscalPoam.Write(record, Roll(Story(), March), "System\nof two lines", "FR2200000001"))!;
        var schema = JsonNode.Parse(File.ReadAllBytes(Path.Combine(Vectors.Root!, "oscal/schemas/oscal-1.2/oscal_poam_schema.json")))!;
        Assert.Empty(SchemaCheck.Of(document, schema, _ => schema));
        var text = document.ToJsonString();
        var uuids = All(document, "uuid").ToList();
        Assert.Equal(uuids.Count, uuids.Distinct(StringComparer.Ordinal).Count());
        Assert.All(new[] { "subject-uuid", "actor-uuid", "observation-uuid", "risk-uuid" }, name => Assert.All(All(document, name), uuid => Assert.Contains(uuid, uuids)));
        Assert.Equal(text, JsonNode.Parse(OscalPoam.Write(record, Roll(Story(), March), "System\nof two lines", "FR2200000001"))!.ToJsonString());
    }

    [Fact]
    public void Trend_counts_what_was_open_at_each_time()
    {
        var points = TrendPoint.Of(at => FindingRecord.Of("sys", Story().Add(Observed(Day.AddDays(40), "b", Finding("CVE-2026-0001"))), at), [Day.AddDays(-1), Day.AddDays(30), Day.AddDays(60)]);
        Assert.Equal([0, 4, 1], points.Select(point => point.Open));
        Assert.Equal([0, 4, 0], points.Select(point => point.Opened));
        Assert.Equal([0, 0, 3], points.Select(point => point.Closed));
        Assert.Equal(40.0, points[2].MeanDaysToClose);
        Assert.StartsWith("\"day\",\"open\"", Encoding.UTF8.GetString(FindingReports.Trend(points)), StringComparison.Ordinal);
    }

    [Fact]
    public void Monthly_data_add_up_and_name_every_finding()
    {
        var record = FindingRecord.Of("sys", Story(), March);
        var month = Roll(Story(), March);
        var document = JsonNode.Parse(FindingReports.Monthly(record, month, TrendPoint.Of(at => FindingRecord.Of("sys", Story(), at), [Day, March]), Day))!;
        Assert.Equal(("sys", "2026-03-01T12:00:00Z", "2026-03-31T20:00:00Z"), ((string)document["system"]!, (string)document["from"]!, (string)document["to"]!));
        var totals = document["totals"]!;
        Assert.Equal((int)totals["openBefore"]! + (int)totals["opened"]! + (int)totals["reopened"]! + (int)totals["putBack"]! - (int)totals["closed"]!, (int)totals["openNow"]!);
        Assert.True((bool)totals["reconciles"]!);
        Assert.Equal(record.Findings.Select(finding => finding.TrackingId).Order(StringComparer.Ordinal), document["findings"]!.AsArray().Select(one => (string)one!["trackingId"]!).Order(StringComparer.Ordinal));
        Assert.Equal("registry.example/app", (string)Assert.Single(document["assets"]!.AsArray())!["asset"]!);
        Assert.Equal(2, document["trend"]!.AsArray().Count);
    }

    private static IEnumerable<string> All(JsonNode? node, string name) => node switch
    {
        JsonObject map => map.SelectMany(pair => pair.Key == name ? [(string)pair.Value!] : All(pair.Value, name)),
        JsonArray list => list.SelectMany(item => All(item, name)),
        _ => [],
    };

    private static JsonNode FedRamp(string name) => JsonNode.Parse(File.ReadAllBytes(Path.Combine(Vectors.Root!, $"oscal/fedramp-cr26/schemas/{name[(name.LastIndexOf('/') + 1)..]}")))!;
}
