using System.Globalization;
using Compliance.Conformance.Tests.Stories;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;
using Compliance.Policy.Clocks;

namespace Compliance.Conformance.Tests.Vulnerabilities;

/// <summary>The deadlines that ship beside the tables of those who set them.</summary>
public sealed class ClockConformanceTests
{
    private const string Area = "clocks";

    [Fact]
    public void Every_row_of_the_directive_is_decided_as_published()
    {
        const string folder = "vuln/ssvc-bod2604";
        using var suite = new ConformanceSuite(Area, folder);
        var table = BodTable.Read(Shipped("bod-26-04"), "bod-26-04", Limits.Default).Required();
        foreach (var line in Vectors.Files(folder, "*.csv").SelectMany(file => File.ReadLines(file).Skip(1)).Where(line => line.Length > 0))
        {
            var cells = line.Split(',');
            suite.Check($"BOD 26-04 row {line}", cells[5], () => Describe(table.Decide(cells[1] == "yes", cells[2] == "yes", cells[3] == "yes", cells[4] == "total")));
        }

        suite.Finish();
    }

    [Fact]
    public void Every_cell_of_the_consolidated_rules_has_its_time()
    {
        const string file = "oscal/fedramp-cr26/fedramp-consolidated-rules.json";
        using var suite = new ConformanceSuite(Area, file);
        if (suite.Has(file))
        {
            var table = VdrTable.Read(Shipped("fedramp-vdr"), "fedramp-vdr", Limits.Default).Required();
            var rules = StrictJson.Read(File.ReadAllBytes(Path.Combine(Vectors.Root!, file)), file).Required().Root["FRR"];
            foreach (var member in rules["VDR"]["data"]["all"]["TFR"]["VDR-TFR-PVR"]["varies_by_class"].Members)
                JudgeClass(suite, table.Classes.Single(one => one.Name == member.Name), member.Value["pain_timeframes"]);
            foreach (var member in rules["VER"]["data"]["all"]["TFR"]["VER-TFR-EVU"]["varies_by_class"].Members)
                suite.Check($"VER-TFR-EVU class {member.Name}", Text(member.Value), () => table.Classes.Single(one => one.Name == member.Name).EvaluateWithin.ToString());
            suite.Check("VER-TFR-MAV", Text(rules["VER"]["data"]["all"]["TFR"]["VER-TFR-MAV"]), () => table.AcceptAfter.ToString());
        }

        suite.Finish();
    }

    private static void JudgeClass(ConformanceSuite suite, VdrClass one, JsonValue impacts)
    {
        foreach (var impact in impacts.Members)
        {
            var number = int.Parse(impact.Name, CultureInfo.InvariantCulture);
            foreach (var (name, isExposed, isExploitable) in new[] { ("irv_lev", true, true), ("nirv_lev", false, true), ("nlev", true, false), ("nlev", false, false) })
            {
                var expected = impact.Value[name].IsMap ? Text(impact.Value[name]) : "none";
                suite.Check($"VDR-TFR-PVR class {one.Name} N{impact.Name} {name} {isExposed}", expected, () => string.Join(", ", one.Possible(number, isExposed, isExploitable).Select(cell => cell.Timeframe.ToString()).DefaultIfEmpty("none")));
            }
        }
    }

    private static string Text(JsonValue timeframe) => $"{timeframe["timeframe_num"].NumberText} {timeframe["timeframe_type"].AsText}";

    private static string Describe(BodRow row) => row.Days is { } days
        ? string.Create(CultureInfo.InvariantCulture, $"{days} days{(row.NeedsForensics ? " & forensic investigation" : "")}")
        : "fix on system upgrade";

    private static byte[] Shipped(string name) => File.ReadAllBytes(Path.Combine(Repository.Root, "policies", "catalogs", "clocks", $"{name}.yaml"));
}
