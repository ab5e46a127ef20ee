using System.Globalization;
using System.Text.RegularExpressions;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;
using Compliance.Formats.Vulnerabilities.Csaf;
using Compliance.Formats.Vulnerabilities.Vex;

namespace Compliance.Conformance.Tests.Vulnerabilities;

/// <summary>CSAF's test files by their labels, and VEX documents of others.</summary>
public sealed partial class VexConformanceTests
{
    private const string Area = "vex";

    private static readonly Dictionary<string, string> NotJudged = new(StringComparer.Ordinal)
    {
        ["6.1.11"] = "needs the catalog of CWE",
        ["6.1.46"] = "needs the schema of SSVC",
        ["6.1.60.3"] = "needs the metadata that the extension's publisher has",
        ["6.1.48"] = "needs the registry of SSVC decision points",
    };

    [Theory]
    [InlineData("2.0")]
    [InlineData("2.1")]
    public void Csaf_test_files_fail_and_pass_their_own_test(string version)
    {
        var folder = $"vuln/csaf-{version}";
        using var suite = new ConformanceSuite(Area, folder);
        foreach (var file in Vectors.Files(folder, "*.json").Where(file => !file.EndsWith(".result.json", StringComparison.Ordinal)))
        {
            var name = Path.GetRelativePath(Vectors.Root!, file);
            if (TestFile().Match(file) is not { Success: true } match)
            {
                suite.LeaveOut("no test file: an example, a schema or a template");
                continue;
            }

            var numbers = match.Groups["test"].Value.Split('-').Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToList();
            var test = string.Join('.', numbers.SkipLast(1));
            if (!test.StartsWith("6.1.", StringComparison.Ordinal)) suite.LeaveOut($"{version} {test}: not a mandatory test");
            else if (!CsafValidator.TestsOf(version).Contains(test)) suite.LeaveOut($"{version} {test}: {NotJudged.GetValueOrDefault(test, "not implemented")}");
            else suite.Check(name, numbers[^1] < 11 ? "fails" : "passes", () => CsafValidator.Run(StrictJson.Read(File.ReadAllBytes(file), file).Required().Root, test, Limits.Default).IsEmpty ? "passes" : "fails");
        }

        suite.Finish();
    }

    [Fact]
    public void Csaf_vex_examples_are_read_with_the_status_in_their_names()
    {
        using var suite = new ConformanceSuite(Area, "vuln/csaf-2.0", "vuln/csaf-2.1");
        foreach (var file in new[] { "vuln/csaf-2.0", "vuln/csaf-2.1" }.SelectMany(folder => Vectors.Files(folder, "*.json")).Where(file => file.Contains("/csaf_vex/", StringComparison.Ordinal)))
        {
            var root = StrictJson.Read(File.ReadAllBytes(file), file).Required().Root;
            var wanted = root["vulnerabilities"].Items.SelectMany(item => item["product_status"].Members.Where(status => status.Name is not "recommended" and not "unknown")
                .SelectMany(status => status.Value.Items.Select(_ => $"{item["cve"].AsText} {Word(status.Name)}"))).Order(StringComparer.Ordinal);
            suite.Check(Path.GetRelativePath(Vectors.Root!, file), string.Join(", ", wanted), () => string.Join(", ", VexReader.Read(File.ReadAllBytes(file), file, Limits.Default).Required().Statements
                .Select(statement => $"{statement.Vulnerability} {statement.Status}{(statement.Products.IsEmpty ? " of nothing" : "")}").Order(StringComparer.Ordinal)));
        }

        suite.Finish();
    }

    [Fact]
    public void Openvex_documents_are_read_whole()
    {
        string[] folders = ["vuln/openvex", "vuln/openvex-spec", "vuln/openvex-vexctl", "vuln/openvex-csaf", "vuln/chainguard-vex", "vuln/grype-vex-tests", "vuln/chainguard-scanner-support"];
        using var suite = new ConformanceSuite(Area, folders);
        foreach (var file in folders.SelectMany(folder => Vectors.Files(folder, "*.json")))
        {
            var root = StrictJson.Read(File.ReadAllBytes(file), file).TryGet(out var tree) ? tree.Root : default;
            var name = Path.GetRelativePath(Vectors.Root!, file);
            if (VexReader.FormatOf(root) is not { } format) suite.LeaveOut("no VEX document: a context, a schema, an SBOM, a template or a scanner's list");
            else if (format == VexFormat.OpenVex) suite.Check(name, Expected(root), () => Describe(VexReader.Read(root, Limits.Default).Required()));
            else suite.Check(name, "read", () => VexReader.Read(root, Limits.Default).Required().Statements.Length > 0 ? "read" : "nothing in it");
        }

        suite.Finish();
    }

    private static string Expected(JsonValue root) => string.Join("|", root["statements"].Items.Select(item =>
        $"{item["vulnerability"].AsText ?? item["vulnerability"]["name"].AsText} {item["status"].AsText} {item["products"].Items.Count()} {item["products"].Items.Sum(product => product["subcomponents"].Count)}"));

    private static string Describe(VexDocument document) => string.Join("|", document.Statements.Select(statement =>
        $"{statement.Vulnerability} {statement.Status switch { VexStatus.NotAffected => "not_affected", VexStatus.UnderInvestigation => "under_investigation", VexStatus.Fixed => "fixed", _ => "affected" }} {statement.Products.Length} {statement.Products.Sum(product => product.Subcomponents.Length)}"));

    private static string Word(string status) => status switch
    {
        "known_not_affected" => nameof(VexStatus.NotAffected),
        "fixed" or "first_fixed" => nameof(VexStatus.Fixed),
        "under_investigation" => nameof(VexStatus.UnderInvestigation),
        _ => nameof(VexStatus.Affected),
    };

    [GeneratedRegex(@"-20(21|24)-(?<test>6-[123](-[0-9]+)+)\.json\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex TestFile();
}
