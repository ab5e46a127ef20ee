using System.Globalization;
using System.Text;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;
using Compliance.Formats.Vulnerabilities.Advisories;
using Compliance.Formats.Vulnerabilities.Feeds;

namespace Compliance.Conformance.Tests.Vulnerabilities;

/// <summary>Feed files of others, split into records as they are kept, beside the records that another reader made of them.</summary>
public sealed class FeedFileConformanceTests
{
    private const string Area = "feeds";

    [Fact]
    public void Kev_entries_are_kept_as_they_are_recorded()
    {
        const string folder = "vuln/vunnel-providers/kev/test-fixtures";
        using var suite = new ConformanceSuite(Area, folder);
        var entries = Vectors.Files(folder, "valid-catalog-*.json").SelectMany(file => Read(file).Entries).ToDictionary(entry => entry.Id, entry => entry.Body, StringComparer.Ordinal);
        foreach (var file in Vectors.Files(folder, "kev*.json"))
        {
            var item = Root(file)["item"];
            suite.Check(Path.GetRelativePath(Vectors.Root!, file), Canonical(item), () => Canonical(StrictJson.Read(entries[item["cveID"].AsText!], "entry").Required().Root));
        }

        suite.Finish();
    }

    [Fact]
    public void Scores_of_the_national_database_are_kept_with_their_metrics()
    {
        const string folder = "vuln/vunnel-providers/nvd/test-fixtures";
        using var suite = new ConformanceSuite(Area, folder);
        foreach (var file in Vectors.Files(folder, "*.json").Where(file => Root(file)["vulnerabilities"].IsList))
        {
            var entries = Read(file).Entries.ToDictionary(entry => entry.Id, entry => entry.Body, StringComparer.Ordinal);
            foreach (var cve in Root(file)["vulnerabilities"].Items.Select(item => item["cve"]))
                suite.Check($"{Path.GetRelativePath(Vectors.Root!, file)} {cve["id"].AsText}", Canonical(cve["metrics"]), () => Canonical(StrictJson.Read(entries[cve["id"].AsText!], "entry").Required().Root["metrics"]));
        }

        suite.Finish();
    }

    [Fact]
    public void Scores_of_exploitation_are_kept_row_by_row()
    {
        const string folder = "vuln/vunnel-providers/epss";
        using var suite = new ConformanceSuite(Area, folder);
        foreach (var file in Vectors.Files(folder, "example*.csv"))
        {
            var entries = Read(file).Entries.ToDictionary(entry => entry.Id, entry => StrictJson.Read(entry.Body, "entry").Required().Root, StringComparer.Ordinal);
            foreach (var row in File.ReadLines(file).Skip(2).Where(line => line.Length > 0).Select(line => line.Split(',')))
                suite.Check($"{Path.GetRelativePath(Vectors.Root!, file)} {row[0]}", $"{Number(row[1])} {Number(row[2])}", () => $"{Number(entries[row[0]]["epss"].NumberText!)} {Number(entries[row[0]]["percentile"].NumberText!)}");
        }

        suite.Finish();
    }

    [Fact]
    public void Advisories_of_a_distribution_become_the_recorded_ranges()
    {
        const string folder = "vuln/vunnel-providers/chainguard/test-fixtures";
        using var suite = new ConformanceSuite(Area, folder);
        var inputs = Vectors.Files(folder, "CGA-*.json").Where(file => file.Contains("/input/", StringComparison.Ordinal)).ToDictionary(file => Path.GetFileName(file), StringComparer.Ordinal);
        foreach (var file in Vectors.Files(folder, "CGA-*.json").Where(file => file.Contains("/snapshots/osv/", StringComparison.Ordinal)))
        {
            var expected = Root(file)["item"]["affected"].Items.Select(one => $"{one["package"]["ecosystem"].AsText} {one["package"]["name"].AsText} {string.Join(' ', one["ranges"].Items.SelectMany(range => range["events"].Items).SelectMany(item => item.Members).Select(member => $"{member.Name}={member.Value.AsText}"))}");
            suite.Check(Path.GetRelativePath(Vectors.Root!, file), string.Join('|', expected), () => string.Join('|', OsvReader.Read(File.ReadAllBytes(inputs[Path.GetFileName(file)]), file, Limits.Default).Required().Affected
                .Select(one => $"{one.Ecosystem} {one.Name} {string.Join(' ', one.Ranges.SelectMany(range => range.Events).Select(item => $"{Word(item.Kind)}={item.Version}"))}")));
        }

        suite.Finish();
    }

    [Fact]
    public void Records_of_another_database_builder_are_read_or_refused()
    {
        const string folder = "vuln/trivy-db-fixtures";
        using var suite = new ConformanceSuite(Area, folder);
        foreach (var file in Vectors.Files(folder, "*.json"))
        {
            var name = Path.GetFileName(file);
            if (!name.StartsWith("PYSEC-", StringComparison.Ordinal) && !name.StartsWith("GHSA-", StringComparison.Ordinal)) suite.LeaveOut("a format of that builder or of another feed: OVAL, pod specifications, its own lists");
            else suite.Check(Path.GetRelativePath(Vectors.Root!, file), file.Contains("/sad/", StringComparison.Ordinal) ? "refused" : "read", () => Accepts(file) ? "read" : "refused");
        }

        suite.Finish();
    }

    private static bool Accepts(string file)
    {
        var reading = OsvReader.Read(File.ReadAllBytes(file), file, Limits.Default);
        return reading.TryGet(out var read) && reading.Defects.IsEmpty && !read.Affected.IsEmpty;
    }

    private static FeedFile Read(string file) => FeedFileReader.Read(File.ReadAllBytes(file), file, null, Limits.Default).Required();

    private static JsonValue Root(string file) => StrictJson.Read(File.ReadAllBytes(file), file).Required().Root;

    private static string Canonical(JsonValue value) => value.HasValue ? Encoding.UTF8.GetString(CanonicalJson.Of(value)) : "none";

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static string Word(RangeEventKind kind) => kind switch
    {
        RangeEventKind.Introduced => "introduced",
        RangeEventKind.Fixed => "fixed",
        RangeEventKind.LastAffected => "last_affected",
        _ => "limit",
    };
}
