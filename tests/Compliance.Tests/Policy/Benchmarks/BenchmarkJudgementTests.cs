using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Compliance.Formats;
using Compliance.Formats.Benchmarks;
using Compliance.Formats.Reading;
using Compliance.Policy.Benchmarks;
using Compliance.Policy.Exceptions;
using Compliance.Policy.Results;

namespace Compliance.Tests.Policy.Benchmarks;

public sealed class BenchmarkJudgementTests
{
    private static readonly Digest Image = Digest.Parse($"sha256:{new string('a', 64)}");
    private static readonly Digest Other = Digest.Parse($"sha256:{new string('b', 64)}");

    private static readonly string Import = $"id: stig\nimage: {Image}\ncollectedOn: 2026-11-10\nexpiresOn: 2027-11-10\ncontent: {{ name: a.xml, sha256: {new string('c', 64)} }}\n";

    private static readonly BenchmarkReport Report = new()
    {
        Format = BenchmarkFormat.Xccdf,
        BenchmarkId = "sample",
        Version = "1",
        Profile = "p",
        Tool = "t",
        Target = "",
        Subjects = [],
        Rules =
        [
            new BenchmarkRule("a", "", BenchmarkOutcome.Passed, "pass", ""),
            new BenchmarkRule("b", "", BenchmarkOutcome.Failed, "fail", ""),
            new BenchmarkRule("c", "", BenchmarkOutcome.NotApplicable, "notapplicable", "no kernel"),
        ],
    };

    [Fact]
    public void Results_for_the_audited_image_are_counted()
    {
        var result = Judge();
        Assert.Empty(result.Problems);
        Assert.Equal("1 passed, 1 failed, 0 unknown, 1 not applicable", result.Words);
    }

    [Fact]
    public void Results_for_another_image_are_a_gap() => Assert.Equal(["BENCH-0102"], Codes(Judge(target: Other)));

    [Fact]
    public void Results_that_name_another_image_than_the_import_are_a_gap() => Assert.Equal(["BENCH-0103"], Codes(Judge(Report with { Subjects = [Other] })));

    [Fact]
    public void Not_applicable_without_a_rationale_is_unknown_until_the_import_says_why()
    {
        var silent = Report with { Rules = [new BenchmarkRule("c", "", BenchmarkOutcome.NotApplicable, "notapplicable", "")] };
        var result = Judge(silent);
        Assert.Equal(["BENCH-0107"], Codes(result));
        Assert.Equal((0, "c"), (result.NotApplicable, Assert.Single(result.Unknown)));
        Assert.Equal(1, Judge(silent, $"{Import}notApplicable: {{ c: no kernel in an image }}\n").NotApplicable);
    }

    [Theory]
    [InlineData("2026-11-09", "BENCH-0105")]
    [InlineData("2027-11-11", "BENCH-0104")]
    public void Results_count_for_their_time_only(string at, string code) => Assert.Equal([code], Codes(Judge(at: at)));

    [Fact]
    public void What_does_not_name_its_benchmark_or_can_t_be_read_is_a_gap()
    {
        Assert.Equal(["BENCH-0108"], Codes(Judge(Report with { Version = "" })));
        Assert.Equal(["BENCH-0101"], Codes(Judge(text: "id: stig\n")));
        Assert.Equal(["BENCH-0106"], Codes(Assert.Single(JudgeReading(null))));
        Assert.Equal(["BENCH-0101"], Codes(Assert.Single(JudgeReading(Readings.Reject<ImmutableArray<BenchmarkReport>>(BenchmarkCodes.NoResults, new Locator("a"), "x")))));
    }

    private static IEnumerable<string> Codes(BenchmarkResult result) => result.Problems.Select(problem => problem.Code.Text);

    private static BenchmarkResult Judge(BenchmarkReport? report = null, string? text = null, Digest? target = null, string at = "2026-11-23") =>
        Assert.Single(JudgeReading(Readings.Accept<ImmutableArray<BenchmarkReport>>([report ?? Report]), text, target, at));

    private static ImmutableArray<BenchmarkResult> JudgeReading(Reading<ImmutableArray<BenchmarkReport>>? reports, string? text = null, Digest? target = null, string at = "2026-11-23")
    {
        const string path = "benchmarks/stig.yaml";
        var import = BenchmarkImport.Read(Encoding.UTF8.GetBytes(text ?? Import), path);
        return BenchmarkJudgement.Judge([new PresentedBenchmark(path, import, reports)], [new WaiverTarget(target ?? Image, null, "app")], DateTimeOffset.Parse(at, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));
    }
}
