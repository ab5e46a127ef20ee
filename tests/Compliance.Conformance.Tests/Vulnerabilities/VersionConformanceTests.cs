using System.Text.RegularExpressions;
using Compliance.Formats.Packages.Apk.Versions;
using Compliance.Formats.Packages.Versions;

namespace Compliance.Conformance.Tests.Vulnerabilities;

/// <summary>The lists in which ecosystems, and a scanner, write down how versions compare.</summary>
public sealed partial class VersionConformanceTests
{
    private const string Area = "versions";

    [Fact]
    public void Scanner_lists_compare_as_they_say()
    {
        const string folder = "vuln/version/osv-scalibr";
        using var suite = new ConformanceSuite(Area, folder);
        foreach (var file in Vectors.Files(folder, "*-versions.txt"))
        {
            var ecosystem = Path.GetFileNameWithoutExtension(file)[..^"-versions".Length];
            foreach (var line in File.ReadLines(file).Where(line => line.Length > 0 && line[0] != '#' && !line.StartsWith("//", StringComparison.Ordinal)))
            {
                var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                // The list orders texts that are no apk version otherwise than apk-tools' own cases do.
                if (ecosystem == "alpine" && !(ApkVersions.IsValid(parts[0]) && ApkVersions.IsValid(parts[2])))
                    suite.LeaveOut("texts that are no apk version");
                else
                    suite.Check($"{ecosystem}: {line}", parts[1], () => Got(ScannerOrder(ecosystem), parts[0], parts[2]));
            }
        }

        suite.Finish();
    }

    [Fact]
    public void Python_versions_are_in_the_order_of_their_list()
    {
        const string file = "vuln/version/pep440/test_version.py";
        using var suite = new ConformanceSuite(Area, file);
        if (suite.Has(file))
        {
            var text = File.ReadAllText(Path.Combine(Vectors.Root!, file));
            var start = text.IndexOf("\nVERSIONS = [", StringComparison.Ordinal);
            var versions = PythonText().Matches(text[start..text.IndexOf("\n]", start, StringComparison.Ordinal)]).Select(match => match.Groups[1].Value).ToArray();
            for (var index = 1; index < versions.Length; index++)
                suite.Check($"pep440: {versions[index - 1]} < {versions[index]}", "<", Got(VersionOrders.Python, versions[index - 1], versions[index]));
        }

        suite.Finish();
    }

    [Theory]
    [InlineData("comparisons.js", ">")]
    [InlineData("equality.js", "=")]
    public void Npm_tables_compare_as_they_say(string name, string expected)
    {
        var file = $"vuln/version/node-semver/{name}";
        using var suite = new ConformanceSuite(Area, file);
        if (suite.Has(file))
        {
            foreach (Match pair in NpmPair().Matches(File.ReadAllText(Path.Combine(Vectors.Root!, file))))
                suite.Check($"npm: {pair.Value}", expected, Got(SemanticVersionOrder.ForNpm, pair.Groups[1].Value, pair.Groups[2].Value));
        }

        suite.Finish();
    }

    [Fact]
    public void Dpkg_table_compares_as_it_says()
    {
        const string file = "vuln/version/dpkg/scripts/t/Dpkg_Version.t";
        using var suite = new ConformanceSuite(Area, file);
        if (suite.Has(file))
        {
            foreach (var line in File.ReadLines(Path.Combine(Vectors.Root!, file)).SkipWhile(line => line != "__DATA__").Skip(1).Where(line => line.Length > 0))
            {
                var parts = line.Split(' ');
                suite.Check($"dpkg: {line}", parts[2] switch { "-1" => "<", "0" => "=", "1" => ">", _ => line }, Got(VersionOrders.Debian, parts[0], parts[1]));
            }
        }

        suite.Finish();
    }

    [Fact]
    public void Rpm_table_compares_as_it_says()
    {
        const string file = "vuln/version/rpm/rpmvercmp.at";
        using var suite = new ConformanceSuite(Area, file);
        if (suite.Has(file))
        {
            foreach (Match line in RpmCase().Matches(File.ReadAllText(Path.Combine(Vectors.Root!, file))))
                suite.Check($"rpm: {line.Value}", line.Groups[3].Value switch { "-1" => "<", "0" => "=", _ => ">" }, Got(VersionOrders.Rpm, line.Groups[1].Value, line.Groups[2].Value));
        }

        suite.Finish();
    }

    private static IVersionOrder? ScannerOrder(string ecosystem) => ecosystem switch
    {
        "alpine" => VersionOrders.Apk,
        "debian" => VersionOrders.Debian,
        "redhat" => VersionOrders.Rpm,
        "pypi" => VersionOrders.Python,
        "maven" => VersionOrders.Maven,
        "rubygems" => VersionOrders.RubyGems,
        "nuget" => VersionOrders.NuGet,
        "packagist" => VersionOrders.Composer,
        "pub" => SemanticVersionOrder.ForPub,
        "semver" => SemanticVersionOrder.Plain,
        _ => null,
    };

    private static string Got(IVersionOrder? order, string left, string right)
    {
        if (order is null)
            return "no order for this list";
        return (order.Compare(left, right), order.Compare(right, left)) switch
        {
            ( < 0, > 0) => "<",
            (0, 0) => "=",
            ( > 0, < 0) => ">",
            (null, null) => "no version",
            var (there, back) => $"{there} one way, {back} the other",
        };
    }

    [GeneratedRegex("^ +\"([^\"]+)\",", RegexOptions.Multiline)]
    private static partial Regex PythonText();

    [GeneratedRegex(@"^ +\['([^']+)', '([^']+)'", RegexOptions.Multiline)]
    private static partial Regex NpmPair();

    [GeneratedRegex(@"^RPMVERCMP\(([^,]+), ([^,]+), (-?[01])\)", RegexOptions.Multiline)]
    private static partial Regex RpmCase();
}
