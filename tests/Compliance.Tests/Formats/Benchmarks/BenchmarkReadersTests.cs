using System.Collections.Immutable;
using System.Text;
using Compliance.Formats.Benchmarks;
using Compliance.Formats.Reading;
using Compliance.Tests.Policy;

namespace Compliance.Tests.Formats.Benchmarks;

public sealed class BenchmarkReadersTests
{
    private static readonly string Folder = Path.Combine(ShippedPolicies.Root(), "tests", "cases", "evidence");
    private static readonly string Subject = $"sha256:{new string('a', 64)}";

    public static TheoryData<string> Files() => [.. (string[])["xccdf.xml", "arf.xml", "list.ckl", "list.cklb", "inspec.json"]];

    [Fact]
    public void Xccdf_gives_benchmark_profile_tool_target_and_the_least_of_each_rule()
    {
        var report = Assert.Single(ReadFile("xccdf.xml").Required());
        Assert.Equal((BenchmarkFormat.Xccdf, "xccdf_org.example_benchmark_sample", "1.4.2"), (report.Format, report.BenchmarkId, report.Version));
        Assert.Equal(("xccdf_org.example_profile_server", "cpe:/a:example:scanner:1.3.9"), (report.Profile, report.Tool));
        Assert.Equal([Subject], report.Subjects.Select(subject => subject.ToString()));
        Assert.Equal(
            "eight Failed, five Unknown, four NotApplicable, one Passed, seven Unknown, six NotSelected, three NotApplicable, two Failed",
            string.Join(", ", report.Rules.Select(rule => $"{rule.Id["xccdf_org.example_rule_".Length..]} {rule.Outcome}")));
        Assert.Equal("no audit daemon in a container", report.Rules.Single(rule => rule.Id.EndsWith("three", StringComparison.Ordinal)).Rationale);
    }

    [Fact]
    public void Arf_gives_the_results_inside()
    {
        var report = Assert.Single(ReadFile("arf.xml").Required());
        Assert.Equal((BenchmarkFormat.Arf, "0.1.70", "stig"), (report.Format, report.Version, report.Profile));
        Assert.Equal((1, 1), (report.Count(BenchmarkOutcome.Passed), report.Count(BenchmarkOutcome.Unknown)));
    }

    [Theory]
    [InlineData("list.ckl", "STIG Viewer :: 2.17")]
    [InlineData("list.cklb", "checklist format 1.0")]
    public void Checklists_give_one_report_a_stig(string file, string tool)
    {
        var report = Assert.Single(ReadFile(file).Required());
        Assert.Equal(("Sample_STIG", "2 Release: 3 Benchmark Date: 01 Jan 2026", tool), (report.BenchmarkId, report.Version, report.Tool));
        Assert.Equal("V-1 Passed, V-2 Failed, V-3 NotApplicable, V-4 Unknown", string.Join(", ", report.Rules.Select(rule => $"{rule.Id} {rule.Outcome}")));
        Assert.Equal([Subject], report.Subjects.Select(subject => subject.ToString()));
    }

    [Fact]
    public void Inspec_overlays_take_results_from_below_and_no_waiver_of_the_tool()
    {
        var report = Assert.Single(ReadFile("inspec.json").Required());
        Assert.Equal(("overlay", "1.0.1", "InSpec 5.22.3"), (report.BenchmarkId, report.Version, report.Tool));
        Assert.Equal("c-1 Passed, c-2 Failed, c-3 NotApplicable, c-4 Unknown, c-5 Unknown, c-6 Unknown", string.Join(", ", report.Rules.Select(rule => $"{rule.Id} {rule.Outcome}")));
        Assert.Equal("no kernel in an image", report.Rules[2].Rationale);
    }

    [Theory]
    [InlineData("", "BENCH-0001")]
    [InlineData("hello", "BENCH-0001")]
    [InlineData("{\"a\":1}", "BENCH-0001")]
    [InlineData("<html/>", "BENCH-0001")]
    [InlineData("<CHECKLIST>", "BENCH-0002")]
    [InlineData("<CHECKLIST/>", "BENCH-0004")]
    [InlineData("{\"profiles\":[]}", "BENCH-0004")]
    [InlineData("{\"profiles\":[],\"profiles\":[]}", "JSON-0003")]
    [InlineData("<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><CHECKLIST>&b;</CHECKLIST>", "BENCH-0002")]
    [InlineData("<!DOCTYPE a [<!ENTITY b \"c\">]><CHECKLIST><iSTIG>&b;</iSTIG></CHECKLIST>", "BENCH-0002")]
    [InlineData("<?xml version=\"1.0\" encoding=\"no-such\"?><CHECKLIST/>", "BENCH-0002")]
    [InlineData("<CHECKLIST><STIGS><iSTIG><VULN><STATUS>Open</STATUS></VULN></iSTIG></STIGS></CHECKLIST>", "BENCH-0004")]
    public void What_is_no_result_is_refused_with_its_cause(string text, string code)
    {
        var reading = Read(Encoding.UTF8.GetBytes(text));
        Assert.False(reading.TryGet(out _));
        Assert.Equal(code, reading.Defects[0].Code.Text);
    }

    [Fact]
    public void A_word_that_the_format_does_not_have_counts_as_unknown_and_is_told()
    {
        var reading = Read(Encoding.UTF8.GetBytes(File.ReadAllText(Path.Combine(Folder, "arf.xml")).Replace("<result>pass</result>", "<result>passed</result>", StringComparison.Ordinal)));
        Assert.Equal(2, reading.Required()[0].Count(BenchmarkOutcome.Unknown));
        Assert.Equal("BENCH-0005", Assert.Single(reading.Defects).Code.Text);
    }

    [Fact]
    public void Deep_documents_and_floods_of_rules_are_refused_in_bounded_time()
    {
        var deep = Read(Encoding.UTF8.GetBytes($"<CHECKLIST>{string.Concat(Enumerable.Repeat("<a>", 100_000))}"));
        Assert.Equal("BENCH-0003", deep.Defects[0].Code.Text);
        var rules = string.Concat(Enumerable.Range(0, 50_001).Select(index => $"<rule-result idref=\"r{index}\"><result>pass</result></rule-result>"));
        var many = Read(Encoding.UTF8.GetBytes($"<TestResult xmlns=\"http://checklists.nist.gov/xccdf/1.2\">{rules}</TestResult>"));
        Assert.Equal("BENCH-0003", many.Defects[0].Code.Text);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Mutated_results_never_throw(string file)
    {
        var seed = File.ReadAllBytes(Path.Combine(Folder, file));
        foreach (var bytes in Mutations.Of(seed, Mutations.Count, 17))
        {
            var reading = Read(bytes);
            if (reading.TryGet(out var reports)) Assert.NotEmpty(reports.SelectMany(report => report.Rules));
            else Assert.NotEmpty(reading.Defects);
        }
    }

    private static Reading<ImmutableArray<BenchmarkReport>> ReadFile(string name) => Read(File.ReadAllBytes(Path.Combine(Folder, name)));

    private static Reading<ImmutableArray<BenchmarkReport>> Read(byte[] bytes) => BenchmarkReaders.Read(new MemoryStream(bytes, writable: false), "results");
}
