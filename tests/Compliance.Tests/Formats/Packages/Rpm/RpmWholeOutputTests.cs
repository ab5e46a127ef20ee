using System.Globalization;
using Compliance.Formats.Packages.Rpm;
using Compliance.Tests.Evidence.Verification;

namespace Compliance.Tests.Formats.Packages.Rpm;

/// <summary>The whole of what <c>rpm</c> says of a database, line by line, against what is read of it.</summary>
public sealed class RpmWholeOutputTests(RpmVariety variety) : IClassFixture<RpmVariety>
{
    private RpmDatabase Database() => RpmDatabase.Read(variety.Database, "rpmdb.sqlite").Required();

    private static string Key(RpmPackage package) => $"{package.Name}-{package.Version}.{package.Architecture}";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private void Same(string file, IEnumerable<string> ours) => Assert.Equal(variety.Lines(file).Select(line => line.TrimEnd()).Order(StringComparer.Ordinal), ours.Select(line => line.TrimEnd()).Order(StringComparer.Ordinal));

    [Fact]
    public void Packages_agree_in_every_member()
    {
        Assert.Empty(RpmDatabase.Read(variety.Database, "rpmdb.sqlite").Defects);
        var packages = Database().Packages;

        Same("packages.txt", packages.Select(one => string.Join('\t', one.Name, one.Epoch.ToString(CultureInfo.InvariantCulture), one.Version, one.Release, one.Architecture, one.Vendor, one.Licence, one.SourceRpm)));
        Assert.Equal(["i686", "x86_64"], packages.Where(one => one.Name == "two-arches").Select(one => one.Architecture).Order(StringComparer.Ordinal));
        Assert.Equal(["1", "2"], packages.Where(one => one.Name == "several").Select(one => one.Version).Order(StringComparer.Ordinal));
        Assert.Equal("Société Générale \"und Söhne\"", packages.First(one => one.Name == "with-epoch").Vendor);
        Assert.All(packages.Where(one => one.Name is "no-files" or "only-scripts"), one => Assert.Empty(one.Files));
    }

    [Fact]
    public void Files_agree_in_path_mode_digest_flags_and_state()
    {
        var packages = Database().Packages;

        Same("files.txt", packages.SelectMany(one => one.Files.Select(file => string.Join('\t', Key(one), $"/{file.Path}", Number(file.Mode), file.Hex, Number(file.Flags), file.State.ToString("x", CultureInfo.InvariantCulture)))));
        Assert.Equal(2_041, packages.First(one => one.Name == "many-files").Files.Length);
        Assert.Contains(packages.SelectMany(one => one.Files), file => !file.IsInstalled);
    }

    /// <summary><c>rpm -q --dump</c>: path size mtime digest mode owner group isconfig isdoc rdev symlink; blanks in paths are not escaped, so fields count from the end.</summary>
    [Fact]
    public void Files_agree_with_the_dump_of_each_package()
    {
        var ours = Database().Packages.SelectMany(one => one.Files.Select(file => string.Join(' ',
            $"{one.Name}-{one.VersionRelease}.{one.Architecture}", $"/{file.Path}", file.Hex.Length == 0 ? new string('0', 64) : file.Hex, $"0{Convert.ToString(file.Mode, 8)}", file.IsConfiguration ? "1" : "0", (file.Flags & 2) != 0 ? "1" : "0")));

        Assert.Equal(variety.Lines("dump.txt").Where(line => !line.EndsWith("(contains no files)", StringComparison.Ordinal)).Select(Dumped).Order(StringComparer.Ordinal), ours.Order(StringComparer.Ordinal));

        static string Dumped(string line)
        {
            var fields = line.Split(' ');
            return string.Join(' ', [.. fields[..^10], fields[^8], fields[^7], fields[^4], fields[^3]]);
        }
    }

    [Fact]
    public void Configuration_is_what_rpm_calls_so() =>
        Same("config.txt", Database().Packages.SelectMany(one => one.Files).Where(file => file.IsConfiguration).Select(file => $"/{file.Path}"));

    [Fact]
    public void Ghosts_are_owned_and_need_not_be_there()
    {
        var files = Database().Packages.First(one => one.Name == "every-flag").Files;

        Assert.Equal(["etc/conf.d/ghost.conf", "var/lib/every/state"], files.Where(file => file.IsGhost).Select(file => file.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Needs_and_provisions_agree()
    {
        var packages = Database().Packages;

        Same("requires.txt", packages.SelectMany(one => one.Requires.Select(name => $"{Key(one)}\t{name}")));
        Same("provides.txt", packages.SelectMany(one => one.Provides.Select(name => $"{Key(one)}\t{name}")));
    }

    /// <summary>Debian's rpm is built without ndb: the same headers, in a store that this project's test writes as rpm's sources describe it, are read alike.</summary>
    [Fact]
    public void Same_headers_in_the_other_store_give_the_same_packages()
    {
        var (code, output) = StockTools.Bash(variety.Folder, """
            rm -f header-*
            python3 - <<'EOF'
            import sqlite3
            for number, blob in sqlite3.connect('root/var/lib/rpm/rpmdb.sqlite').execute('SELECT hnum, blob FROM Packages ORDER BY hnum'):
                open('header-%03d' % number, 'wb').write(blob)
            EOF
            """);
        Assert.True(code == 0, output);
        var headers = Directory.GetFiles(variety.Folder, "header-*").Order(StringComparer.Ordinal).Select(File.ReadAllBytes).ToList();

        Assert.Equal(Text(Database()), Text(RpmDatabase.Read(NdbSample.Write(headers, hole: true), "Packages.db").Required()));
        Assert.Equal(Text(Database()), Text(RpmDatabase.Read(BdbSample.Write([.. headers]), "Packages").Required()));

        static string Text(RpmDatabase database) => string.Join('\n', database.Packages
            .Select(one => $"{Key(one)} {one.FullVersion} {one.Licence} {one.Vendor} {one.SourceRpm} {string.Join(' ', one.Requires)} {string.Join(' ', one.Provides)}\n{string.Join('\n', one.Files)}").Order(StringComparer.Ordinal));
    }
}
