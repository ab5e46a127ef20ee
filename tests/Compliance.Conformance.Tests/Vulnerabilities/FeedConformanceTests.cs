using System.Globalization;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;
using Compliance.Formats.Vulnerabilities.Advisories;
using Compliance.Formats.Vulnerabilities.Exploitation;
using Compliance.Formats.Vulnerabilities.Secdb;

namespace Compliance.Conformance.Tests.Vulnerabilities;

/// <summary>Feeds as published, and what another reader made of each of their vulnerabilities.</summary>
public sealed class FeedConformanceTests
{
    private const string Area = "feeds";

    [Fact]
    public void Security_databases_give_the_fixes_that_are_recorded()
    {
        using var suite = new ConformanceSuite(Area, "vuln/secdb", "vuln/vunnel-providers");
        foreach (var fixtures in Fixtures())
        {
            var fixes = Fixes(fixtures);
            foreach (var snapshot in Snapshots(fixtures))
            {
                var expected = StrictJson.Read(File.ReadAllBytes(snapshot), snapshot).Required().Root["item"]["Vulnerability"];
                if (fixes.Count == 0 || expected["Name"].AsText is not { } name)
                    continue;
                var wanted = expected["FixedIn"].Items.Select(fix => $"{fix["Name"].AsText} {fix["Version"].AsText}");
                var got = fixes.GetValueOrDefault(name, []).Where(fix => InSameFeed(fix.Distribution, expected)).Select(fix => fix.Text);
                suite.Check($"{Path.GetRelativePath(Vectors.Root!, snapshot)}", Joined(wanted), Joined(got));
            }
        }

        suite.Finish();
    }

    [Fact]
    public void Osv_records_are_read()
    {
        string[] folders = ["vuln/osv-records", "vuln/osv-schema", "vuln/osv-scanner", "vuln/secdb", "vuln/vunnel-providers"];
        using var suite = new ConformanceSuite(Area, folders);
        foreach (var file in folders.SelectMany(folder => Vectors.Files(folder, "*.json")).Where(IsOsvRecord))
        {
            var expected = StrictJson.Read(File.ReadAllBytes(file), file).Required().Root;
            // A template without an id is no record.
            var isRecord = expected["id"].AsText is { Length: > 0 };
            suite.Check(Path.GetRelativePath(Vectors.Root!, file), isRecord ? Describe(expected) : "refused", () => !isRecord ? OsvReader.Read(File.ReadAllBytes(file), file, Limits.Default).TryGet(out _) ? "read" : "refused" : Describe(OsvReader.Read(File.ReadAllBytes(file), file, Limits.Default).Required()));
        }

        suite.Finish();
    }

    [Fact]
    public void Kev_catalogs_are_read_whole()
    {
        using var suite = new ConformanceSuite(Area, "vuln/kev", "vuln/vunnel-providers/kev");
        foreach (var file in Vectors.Files("vuln/kev", "known_exploited_vulnerabilities.json").Concat(Vectors.Files("vuln/vunnel-providers/kev/test-fixtures", "valid-catalog-*.json")).Where(File.Exists))
        {
            var count = StrictJson.Read(File.ReadAllBytes(file), file).Required().Root["vulnerabilities"].Count.ToString(CultureInfo.InvariantCulture);
            suite.Check(Path.GetRelativePath(Vectors.Root!, file), count, () => KevReader.Read(File.ReadAllBytes(file), file, Limits.Default).Required().Entries.Count.ToString(CultureInfo.InvariantCulture));
        }

        suite.Finish();
    }

    [Fact]
    public void Epss_files_are_read_or_refused_as_their_names_say()
    {
        using var suite = new ConformanceSuite(Area, "vuln/vunnel-providers/epss");
        foreach (var file in Vectors.Files("vuln/vunnel-providers/epss", "*.csv"))
        {
            var expected = Path.GetFileName(file).StartsWith("invalid", StringComparison.Ordinal) ? "refused" : "read";
            suite.Check(Path.GetRelativePath(Vectors.Root!, file), expected, () => EpssReader.Read(File.ReadAllBytes(file), file, Limits.Default).TryGet(out _) ? "read" : "refused");
        }

        suite.Finish();
    }

    private static IEnumerable<string> Fixtures() => new[] { "vuln/secdb", "vuln/vunnel-providers" }.Where(Vectors.Has)
        .SelectMany(folder => Directory.EnumerateDirectories(Path.Combine(Vectors.Root!, folder), "input", SearchOption.AllDirectories))
        .Where(input => Directory.Exists(Path.Combine(input, "secdb")))
        .Select(input => Path.GetDirectoryName(input)!)
        .Order(StringComparer.Ordinal);

    private static IEnumerable<string> Snapshots(string fixtures) => new[] { "snapshots", "results" }
        .Select(name => Path.Combine(fixtures, name))
        .Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories))
        .Order(StringComparer.Ordinal);

    private static Dictionary<string, List<(string Distribution, string Text)>> Fixes(string fixtures)
    {
        var all = new Dictionary<string, List<(string, string)>>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(fixtures, "input", "secdb"), "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != "metadata.json"))
        {
            var feed = SecdbReader.Read(File.ReadAllBytes(file), file, Limits.Default).Required();
            foreach (var (package, fix) in feed.Packages.SelectMany(package => package.Fixes.Select(fix => (package, fix))))
            {
                foreach (var id in fix.Ids.Select(ids => ids[0]))
                {
                    if (!all.TryGetValue(id, out var list))
                        all[id] = list = [];
                    list.Add((feed.Distribution, $"{package.Name} {fix.Version}"));
                }
            }
        }

        return all;
    }

    private static bool InSameFeed(string distribution, JsonValue expected) =>
        distribution.Length == 0 || (expected["NamespaceName"].AsText ?? "").EndsWith(distribution.TrimStart('v'), StringComparison.Ordinal);

    private static bool IsOsvRecord(string file)
    {
        var root = StrictJson.Read(File.ReadAllBytes(file), file).TryGet(out var tree) ? tree.Root : default;
        return root["id"].AsText is not null && root["modified"].AsText is not null && root["affected"].IsList;
    }

    private static string Describe(JsonValue record) => string.Join(
        '|', record["id"].AsText, Joined(record["aliases"].Items.Select(alias => alias.AsText!)), Joined(record["affected"].Items.Select(one =>
            $"{one["package"]["ecosystem"].AsText} {one["package"]["name"].AsText} {one["ranges"].Items.Where(range => range["events"].Items.Any(item => item["introduced"].HasValue)).Sum(range => range["events"].Count)} {one["versions"].Count}")));

    private static string Describe(Advisory record) => string.Join(
        '|', record.Id, Joined(record.Aliases), Joined(record.Affected.Select(one => $"{one.Ecosystem} {one.Name} {one.Ranges.Sum(range => range.Events.Length)} {one.Versions.Length}")));

    private static string Joined(IEnumerable<string> texts) => string.Join(", ", texts.Order(StringComparer.Ordinal));
}
