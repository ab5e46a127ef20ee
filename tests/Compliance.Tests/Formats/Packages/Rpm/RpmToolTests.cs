using System.Globalization;
using Compliance.Formats.Packages.Rpm;
using Compliance.Tests.Evidence.Verification;

namespace Compliance.Tests.Formats.Packages.Rpm;

/// <summary>Databases that rpm wrote, held against what rpm says of them.</summary>
public sealed class RpmToolTests(RpmRoots roots) : IClassFixture<RpmRoots>
{
    private static string Line(RpmPackage package) => string.Join('\t', package.Name, package.Epoch.ToString(CultureInfo.InvariantCulture), package.Version, package.Release, package.Architecture, package.Vendor, package.Licence, package.SourceRpm);

    [Fact]
    public void Packages_are_those_that_rpm_lists()
    {
        var reading = RpmDatabase.Read(roots.Database, "rpmdb.sqlite");

        Assert.Empty(reading.Defects);
        var database = reading.Required();
        Assert.Equal((38, 38), (database.Packages.Length, database.Records));
        Assert.Equal(roots.Lines("packages.txt").Order(StringComparer.Ordinal), database.Packages.Select(Line).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Files_modes_and_digests_are_those_that_rpm_lists()
    {
        var database = RpmDatabase.Read(roots.Database, "rpmdb.sqlite").Required();

        Assert.Equal(
            roots.Lines("files.txt").Select(line => line.TrimEnd()).Order(StringComparer.Ordinal),
            database.Packages.SelectMany(package => package.Files.Select(file => $"{package.Name} /{file.Path} {file.Mode.ToString(CultureInfo.InvariantCulture)} {file.Hex}".TrimEnd())).Order(StringComparer.Ordinal));
        Assert.All(database.Packages.SelectMany(package => package.Files).Where(file => file.IsRegular && !file.IsGhost), file => Assert.Equal("sha256", file.Algorithm));
    }

    /// <summary>The sample that stands for a database of old systems is one that rpm itself reads, and reads alike.</summary>
    [Fact]
    public void Berkeley_database_gives_what_rpm_reads_of_it()
    {
        StockTools.Need("python3");
        var (code, output) = StockTools.Bash(roots.Folder, """
            python3 - <<'EOF'
            import sqlite3
            for number, blob in sqlite3.connect('sqlite/var/lib/rpm/rpmdb.sqlite').execute('SELECT hnum, blob FROM Packages ORDER BY hnum'):
                open('header-%03d' % number, 'wb').write(blob)
            EOF
            mkdir -p bdb/var/lib/rpm
            """);
        Assert.True(code == 0, output);
        var bytes = BdbSample.Write([.. Directory.GetFiles(roots.Folder, "header-*").Order(StringComparer.Ordinal).Select(File.ReadAllBytes)]);
        File.WriteAllBytes(Path.Combine(roots.Folder, "bdb/var/lib/rpm/Packages"), bytes);
        (code, output) = StockTools.Bash(roots.Folder, "rpm --root $PWD/bdb --dbpath /var/lib/rpm --define '_db_backend bdb_ro' -qa --qf '%{NAME}-%{VERSION}-%{RELEASE}\n' 2>/dev/null");
        Assert.True(code == 0, output);

        var database = RpmDatabase.Read(bytes, "Packages").Required();
        Assert.Equal(38, database.Packages.Length);
        Assert.Equal(output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal), database.Packages.Select(package => $"{package.Name}-{package.VersionRelease}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Pages_of_a_write_ahead_log_count()
    {
        StockTools.Need("python3");
        // A process that holds the database open keeps what another one writes in the log.
        var (code, output) = StockTools.Bash(roots.Folder, """
            set -e
            cp sqlite/var/lib/rpm/rpmdb.sqlite wal.sqlite
            python3 - <<'EOF'
            import sqlite3, shutil
            keeper = sqlite3.connect('wal.sqlite')
            keeper.execute('PRAGMA journal_mode=WAL')
            keeper.execute('PRAGMA wal_autocheckpoint=0')
            row = keeper.execute('SELECT hnum FROM Packages ORDER BY hnum LIMIT 1').fetchone()
            keeper.execute('DELETE FROM Packages WHERE hnum = ?', row)
            keeper.execute('DELETE FROM Name WHERE hnum = ?', row)
            keeper.commit()
            shutil.copy('wal.sqlite', 'copy.sqlite')
            shutil.copy('wal.sqlite-wal', 'copy.sqlite-wal')
            EOF
            """);
        Assert.True(code == 0, output);
        var bytes = File.ReadAllBytes(Path.Combine(roots.Folder, "copy.sqlite"));
        var log = File.ReadAllBytes(Path.Combine(roots.Folder, "copy.sqlite-wal"));

        Assert.Equal(38, RpmDatabase.Read(bytes, "db").Required().Packages.Length);
        Assert.Equal(37, RpmDatabase.Read(bytes, "db", log).Required().Packages.Length);
        log[^100] ^= 1;
        Assert.InRange(RpmDatabase.Read(bytes, "db", log).Required().Packages.Length, 37, 38);
    }

    [Fact]
    public void Package_that_was_deleted_from_its_table_is_still_counted()
    {
        StockTools.Need("python3");
        var (code, output) = StockTools.Bash(roots.Folder, """
            cp sqlite/var/lib/rpm/rpmdb.sqlite hidden.sqlite
            python3 -c "
            import sqlite3
            one = sqlite3.connect('hidden.sqlite')
            one.execute('DELETE FROM Packages WHERE hnum = (SELECT min(hnum) FROM Packages)')
            one.commit()
            one.execute('PRAGMA wal_checkpoint(TRUNCATE)')
            "
            """);
        Assert.True(code == 0, output);
        var database = RpmDatabase.Read(File.ReadAllBytes(Path.Combine(roots.Folder, "hidden.sqlite")), "db").Required();

        Assert.Equal((37, 38), (database.Packages.Length, database.Records));
    }
}
