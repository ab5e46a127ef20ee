using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Compliance.Evidence.Packaging;
using Compliance.Formats.Reading;
using Compliance.Policy.Facts;
using Compliance.Reporting;
using Compliance.Reporting.Html;
using Compliance.Reporting.Templates;

namespace Compliance.Tests.Reporting.Html;

public sealed class HtmlReportTests
{
    [Fact]
    public void Report_is_well_formed_and_opens_on_the_verification_box()
    {
        var root = Parse(SampleDraft.Make());
        var sections = root.Descendants("main").Single().Elements("section").Select(section => (string?)section.Attribute("id"));
        Assert.Equal(
            ["verification", "scope", "summary", "verdicts", "objectives", "exceptions", "human-evidence", "modules", "appendix-q", "signatures", "attestations", "provenance", "sboms", "files", "packages", "hardening", "vulnerabilities", "gaps", "evidence", "limits", "package-list"],
            sections);
    }

    [Fact]
    public void Root_element_carries_what_a_verifier_compares()
    {
        var draft = SampleDraft.Make();
        var root = Parse(draft);
        Assert.Equal(draft.PackageId, (string?)root.Attribute("data-package-id"));
        Assert.Equal(draft.EvidenceRoot.ToString(), (string?)root.Attribute("data-evidence-root"));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(SampleDraft.Results)), (string?)root.Attribute("data-results-sha256"));
    }

    [Fact]
    public void Page_names_its_language_and_lets_a_reader_skip_ahead()
    {
        var root = Parse(SampleDraft.Make());
        Assert.Equal("en", (string?)root.Attribute("lang"));
        Assert.Equal("#report", (string?)root.Descendants("a").First().Attribute("href"));
        Assert.Single(root.Descendants("h1"));
        Assert.Empty(root.Descendants("script"));
        Assert.All(root.Descendants().Attributes(), attribute => Assert.False(attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal) || attribute.Name == "style"));
    }

    [Fact]
    public void Tables_have_captions_and_scoped_headers_and_full_rows()
    {
        var tables = Parse(SampleDraft.Make()).Descendants("table").ToList();
        Assert.True(tables.Count > 10);
        foreach (var table in tables)
        {
            Assert.NotEqual("", table.Element("caption")!.Value);
            var headers = table.Element("thead")!.Descendants("th").ToList();
            Assert.All(headers, header => Assert.Equal("col", (string?)header.Attribute("scope")));
            foreach (var row in table.Element("tbody")!.Elements("tr"))
            {
                Assert.Equal(headers.Count, row.Elements().Count());
                Assert.Equal("row", (string?)row.Elements().First().Attribute("scope"));
            }
        }
    }

    [Fact]
    public void Verdict_table_is_told_worst_first()
    {
        var table = Parse(SampleDraft.Make()).Descendants("section").Single(section => (string?)section.Attribute("id") == "verdicts-1").Descendants("table").Single();
        Assert.Equal(["Verdict", "Policy", "Why, and what to do", "Controls"], table.Element("thead")!.Descendants("th").Select(header => header.Value));
        Assert.Equal(
            ["crypto-approved-mode", "non-root-user", "cves-within-remediation", "image-signed", "sbom-complete", "no-shell"],
            table.Element("tbody")!.Elements("tr").Select(row => row.Elements().ElementAt(1).Descendants("code").Single().Value));
    }

    [Fact]
    public void Links_lead_to_ids_that_exist_once()
    {
        var root = Parse(SampleDraft.Make());
        var ids = root.Descendants().Attributes("id").Select(attribute => attribute.Value).ToList();
        Assert.Equal(ids.Count, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.All(root.Descendants("a"), link => Assert.Contains(((string?)link.Attribute("href"))![1..], ids));
        Assert.All(root.Descendants().Attributes("aria-labelledby"), label => Assert.Contains(label.Value, ids));
    }

    [Fact]
    public void Policy_allows_exactly_the_style_sheet_inside()
    {
        var hash = "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(HtmlReport.Style)));
        Assert.Equal(HtmlReport.StyleHash, hash);
        Assert.Equal(HtmlReport.Style, Parse(SampleDraft.Make()).Descendants("style").Single().Value);
    }

    [Fact]
    public void Same_draft_gives_the_same_bytes() =>
        Assert.Equal(Render(SampleDraft.Make()), Render(SampleDraft.Make()));

    [Fact]
    public void Every_empty_section_says_what_was_looked_at()
    {
        var root = Parse(SampleDraft.Empty());
        foreach (var id in (string[])["modules", "signatures", "attestations", "provenance", "sboms", "files", "packages", "hardening", "vulnerabilities", "gaps", "package-list"])
        {
            var section = root.Descendants("section").Single(element => (string?)element.Attribute("id") == id);
            Assert.Contains("None found; 0 facts looked at.", section.Value, StringComparison.Ordinal);
        }

        Assert.Contains("0 policies were evaluated", root.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Kind_that_was_not_collected_is_not_told_as_absent()
    {
        var root = Parse(SampleDraft.Make());
        var section = root.Descendants("section").Single(element => (string?)element.Attribute("id") == "vulnerabilities");
        Assert.Contains("nothing is known", section.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Date_far_from_the_run_is_warned_about()
    {
        var draft = SampleDraft.Make();
        Assert.DoesNotContain("more than a day apart", Parse(draft).Value, StringComparison.Ordinal);
        draft = draft with { Run = draft.Run with { EvaluatedAt = draft.Run.StartedAt.AddDays(-40) } };
        Assert.Contains("more than a day apart", Parse(draft).Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Draft_without_results_is_the_callers_fault() =>
        Assert.Throws<ArgumentException>(() => ReportRenderer.Render(SampleDraft.Make() with { Files = [] }));

    [Fact]
    public void Every_result_and_module_appears()
    {
        var draft = SampleDraft.Make(3, 300);
        var text = Parse(draft).Value;
        Assert.All(draft.Evaluation.Results, result => Assert.Contains(result.PolicyId, text, StringComparison.Ordinal));
        foreach (var module in draft.Facts.SelectMany(set => set.OfKind(FactKind.CryptoModule)).Select(fact => (CryptoModuleFact)fact.Value))
        {
            Assert.Contains(module.Path, text, StringComparison.Ordinal);
            Assert.Contains(module.IntegrityDetail, text, StringComparison.Ordinal);
            Assert.Contains(module.ActivationReason, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Side_of_a_modules_boundary_stands_with_who_says_so()
    {
        var draft = SampleDraft.Make(1);
        var found = new VulnerabilityFact
        {
            Id = "CVE-2024-13176",
            Package = "openssl-provider-fips",
            Severity = "low",
            KnownExploited = Knowable<bool>.Known(false),
            FixedVersion = Knowable<string>.Known(""),
            DueOn = Knowable<string>.Known(""),
            Modules = ["usr/lib/ossl-modules/fips.so"],
            Boundary = Knowable<string>.Known("inside"),
            BoundaryReasons = ["usr/lib/ossl-modules/fips.so: inside; affected below 3.1.8 (advisory, reviewed on 2026-11-29)"],
        };
        var without = found with { Id = "CVE-2024-0001", Package = "zlib", Modules = [], Boundary = Knowable<string>.Known("none"), BoundaryReasons = [] };
        var facts = new[] { found, without }.Select(one => new Fact($"vulnerability/{one.Id}", draft.Facts[0].Subject, one, new FactSource(draft.Facts[0].Subject, new Locator("feed")), "sample@1", Reperformance.Rederived));
        var section = Parse(draft with { Facts = [draft.Facts[0] with { Facts = draft.Facts[0].Facts.AddRange(facts) }] }).Descendants("section").Single(one => (string?)one.Attribute("id") == "vulnerabilities");
        var table = section.Descendants("table").Single(one => one.Value.Contains("Boundary", StringComparison.Ordinal));

        Assert.Contains(found.BoundaryReasons[0], table.Value, StringComparison.Ordinal);
        Assert.DoesNotContain("zlib", table.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Clocks_of_a_vulnerability_stand_side_by_side_with_their_answers()
    {
        var draft = SampleDraft.Make(1);
        var found = new VulnerabilityFact
        {
            Id = "CVE-2026-0001",
            Package = "libssl3",
            Severity = "high",
            KnownExploited = Knowable<bool>.Known(false),
            FixedVersion = Knowable<string>.Unknown("no feed says"),
            DueOn = Knowable<string>.Known("2026-11-26"),
            Rev5DueOn = Knowable<string>.Known("2026-12-20"),
            VdrDueOn = Knowable<string>.Known("2026-11-30"),
            BodDueOn = Knowable<string>.Unknown("exposure is not stated"),
            Clocks = ["rev5: 2026-12-20, 30 days from 2026-11-20", "vdr: 2026-11-30, N4"],
            ClocksDiffer = "vdr is 20 days earlier than rev5",
        };
        var fact = new Fact("vulnerability/1", draft.Facts[0].Subject, found, new FactSource(draft.Facts[0].Subject, new Locator("feed")), "sample@1", Reperformance.Rederived);
        var section = Parse(draft with { Facts = [draft.Facts[0] with { Facts = draft.Facts[0].Facts.Add(fact) }] }).Descendants("section").Single(one => (string?)one.Attribute("id") == "vulnerabilities");
        var (list, clocks) = (section.Descendants("table").First(), section.Descendants("table").Last());
        Assert.Equal(["Vulnerability", "Package", "Severity", "Fixed in", "Rev5 by", "VDR by", "BOD 26-04 by"], list.Descendants("th").Where(head => (string?)head.Attribute("scope") == "col").Select(head => head.Value));
        Assert.Equal(["2026-12-20", "2026-11-30"], list.Descendants("td").TakeLast(3).Take(2).Select(cell => cell.Value));
        Assert.Contains("exposure is not stated", list.Descendants("td").Last().Value, StringComparison.Ordinal);
        Assert.All([found.ClocksDiffer, .. found.Clocks], answer => Assert.Contains(answer, clocks.Value, StringComparison.Ordinal));
    }

    internal static XElement Parse(EvidenceDraft draft, ReportTemplate? template = null)
    {
        var text = Encoding.UTF8.GetString(Render(draft, template));
        Assert.StartsWith("<!DOCTYPE html>\n", text, StringComparison.Ordinal);
        return XDocument.Parse(text["<!DOCTYPE html>\n".Length..], LoadOptions.PreserveWhitespace).Root!;
    }

    private static byte[] Render(EvidenceDraft draft, ReportTemplate? template = null) => [.. ReportRenderer.Render(draft, template: template).Single(file => file.Path == ReportRenderer.HtmlPath).Bytes];
}
