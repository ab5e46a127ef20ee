using System.Text;
using Compliance.Formats.CryptoModules.Cmvp;
using Compliance.Formats.Reading;
using Compliance.Policy.Calendars;
using Compliance.Policy.Library;

namespace Compliance.Tests.Policy.Calendars;

public sealed class SystemCalendarTests
{
    private const string Head = "id: s\ntitle: S\ndated: 2026-11-01\n";

    [Theory]
    [InlineData("rev5", "CMU Cryptographic Module Use: grace ends", "2027-06-01")]
    [InlineData("rev5", "CDS Certification Data Sharing: has to be kept to maintain a certification", "2027-08-01")]
    [InlineData("20x", "CMU Cryptographic Module Use: has to be kept to obtain a certification", "2026-07-04")]
    [InlineData("20x", "VDR Vulnerability Detection and Response: grace ends", "2027-03-07")]
    public void Days_of_rule_sets_are_those_of_the_certification(string type, string what, string on) =>
        Assert.Equal(on, Assert.Single(Of($"certification: {{ type: {type}, class: c }}\n").Entries, entry => entry.What == what).On);

    [Fact]
    public void Grace_that_ends_with_an_assessment_takes_the_first_one_after_its_day()
    {
        var planned = Of("certification: { type: rev5, class: c }\nassessments: [ { kind: annual, starts: 2027-08-01 }, { kind: annual, starts: 2027-09-15 }, { kind: annual, starts: 2028-09-15 } ]\n");
        Assert.Equal("2027-09-15", Assert.Single(planned.Entries, entry => entry.What.StartsWith("SDR Security Decision Record: grace ends", StringComparison.Ordinal)).On);
        var unplanned = Of("certification: { type: rev5, class: c }\n");
        Assert.DoesNotContain(unplanned.Entries, entry => entry.What.StartsWith("SDR Security Decision Record: grace ends", StringComparison.Ordinal));
        Assert.Contains(unplanned.Open, one => one.What.StartsWith("SDR", StringComparison.Ordinal) && one.When.Contains("2027-08-01", StringComparison.Ordinal));
    }

    [Fact]
    public void Submissions_deviations_and_certificates_have_their_days()
    {
        var calendar = Of("""
            modules: [ { name: M, version: "1", certificate: 4985, use: rest }, { name: N, version: "1", certificate: 1, use: rest } ]
            submissions: [ { module: P, version: "2", released: 2026-08-31 }, { module: Q, version: "2", released: 2026-08-31, submitted: 2026-09-30 } ]
            deviations: [ { policy: no-kev, rule: VDR-TFR-KEV, reason: r, customerRisk: c, expires: 2027-01-31 } ]

            """);
        Assert.Contains(calendar.Entries, entry => entry is { Kind: "certificate", On: "2030-03-10" });
        Assert.Contains(calendar.Entries, entry => entry is { Kind: "submission", On: "2027-02-28" });
        Assert.Contains(calendar.Entries, entry => entry is { Kind: "submission", On: "2026-09-30" });
        Assert.Contains(calendar.Entries, entry => entry is { Kind: "deviation", On: "2027-01-31" });
        Assert.Contains(calendar.Open, one => one.What.Contains("#1 of N", StringComparison.Ordinal));
        Assert.Contains(calendar.Open, one => one.When == "nobody has accepted it");
    }

    [Fact]
    public void Entries_are_in_order_and_each_has_a_source()
    {
        var calendar = SystemCalendar.Of(ShippedPolicies.Library, SystemFile.Neutral, null, []);
        Assert.Equal(calendar.Entries.Select(entry => entry.On).Order(StringComparer.Ordinal), calendar.Entries.Select(entry => entry.On));
        Assert.All(calendar.Entries, entry => Assert.NotEmpty(entry.Source));
        Assert.Contains(calendar.Entries, entry => entry.What.Contains("(20x)", StringComparison.Ordinal));
        Assert.Contains(calendar.Entries, entry => entry is { On: "2026-09-21" });
    }

    private static SystemCalendar Of(string system)
    {
        var file = SystemFile.Read(Encoding.UTF8.GetBytes(Head + system), "system.yaml").Required();
        var catalog = CmvpCatalogReader.Read(ShippedPolicies.Files().Single(one => one.Path == $"catalogs/{CmvpCatalog.Path}").Content, CmvpCatalog.Path, Limits.Default).Required();
        return SystemCalendar.Of(ShippedPolicies.Library, file, catalog, []);
    }
}
