using System.Text;
using Compliance.Formats.Packages.Rpm;
using Compliance.Formats.Reading;

namespace Compliance.Tests.Formats.Packages.Rpm;

public sealed class RpmDatabaseTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Berkeley_database_gives_every_package_in_either_byte_order(bool isBig)
    {
        var headers = Enumerable.Range(1, 45).Select(number => HeaderSample.Package($"p{number}", "1.0", $"{number}", ($"usr/share/p{number}/a", new string('a', 64)), ($"etc/p{number}.conf", new string('b', 64)))).ToList();
        headers.Add(HeaderSample.Package("long", "1", "1", [.. Enumerable.Range(0, 500).Select(number => ($"usr/share/long/{number}", new string('c', 64)))]));

        var reading = RpmDatabase.Read(BdbSample.Write(headers, isBig), "Packages");

        Assert.Empty(reading.Defects);
        var database = reading.Required();
        Assert.Equal(46, database.Packages.Length);
        Assert.Equal(("p45", "1.0-45", "x86_64", "usr/share/p45/a"), (database.Packages[44].Name, database.Packages[44].VersionRelease, database.Packages[44].Architecture, database.Packages[44].Files[0].Path));
        Assert.Equal(500, database.Packages[45].Files.Length);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Ndb_gives_every_package_and_skips_what_was_removed(bool hole)
    {
        var headers = Enumerable.Range(1, 60).Select(number => HeaderSample.Package($"p{number}", "1.0", $"{number}", ($"usr/share/p{number}/a", new string('a', 64)))).ToList();

        var reading = RpmDatabase.Read(NdbSample.Write(headers, hole), "Packages.db");

        Assert.Empty(reading.Defects);
        Assert.Equal(Enumerable.Range(1, 60).Select(number => $"p{number} 1.0-{number}"), reading.Required().Packages.Select(package => $"{package.Name} {package.VersionRelease}"));
        Assert.Equal(60, reading.Required().Records);
    }

    [Theory]
    [InlineData(16, "head")]
    [InlineData(-4, "tail")]
    [InlineData(4, "number")]
    public void Ndb_blob_that_is_broken_is_named_and_counted(int at, string what)
    {
        var database = NdbSample.Write([HeaderSample.Package("a", "1", "1"), HeaderSample.Package("b", "1", "1")]);
        var slot = 32 + 16;
        var start = BitConverter.ToInt32(database, slot + 8) * 16;
        database[what == "tail" ? database.Length + at : what == "head" ? start : slot + at] ^= 1;

        var reading = RpmDatabase.Read(database, "Packages.db");

        Assert.Equal("RPM-0003", Assert.Single(reading.Defects).Code.Text);
        Assert.Equal(("a", 2), (Assert.Single(reading.Required().Packages).Name, reading.Required().Records));
    }

    [Fact]
    public void Header_whose_counts_are_wrong_is_a_defect_and_the_rest_is_read()
    {
        var broken = HeaderSample.Package("broken", "1", "1");
        broken[3]++;
        var reading = RpmDatabase.Read(BdbSample.Write([HeaderSample.Package("a", "1", "1"), broken, HeaderSample.Package("b", "1", "1"), HeaderSample.Write([(1000, 6, 1, "nameless\0"u8.ToArray())])]), "Packages");

        Assert.Equal(["RPM-0004", "RPM-0005"], reading.Defects.Select(defect => defect.Code.Text));
        Assert.Equal((2, 4), (reading.Required().Packages.Length, reading.Required().Records));
    }

    [Fact]
    public void What_was_added_at_installation_wins_and_lists_that_do_not_fit_are_named()
    {
        var header = HeaderSample.Write(
        [
            (1000, 6, 1, "a\0"u8.ToArray()), (1001, 6, 1, "1\0"u8.ToArray()), (1000, 6, 1, "b\0"u8.ToArray()),
            (1117, 8, 2, "x\0y\0"u8.ToArray()), (1116, 4, 1, [0, 0, 0, 0]), (1118, 8, 1, "/usr/\0"u8.ToArray()),
        ]);
        var reading = RpmDatabase.Read(BdbSample.Write([header]), "Packages");

        Assert.Equal("b", Assert.Single(reading.Required().Packages).Name);
        Assert.Equal("RPM-0006", Assert.Single(reading.Defects).Code.Text);
    }

    [Theory]
    [InlineData("invalid")]
    [InlineData("")]
    [InlineData("SQLite format 3\0")]
    [InlineData("RpmP")]
    public void What_is_no_database_is_refused(string text) => Assert.False(RpmDatabase.Read(Encoding.ASCII.GetBytes(text), "db").TryGet(out _));

    [Fact]
    public void Small_file_never_becomes_many_packages()
    {
        // Each pair of every page points to the same chain.
        var database = BdbSample.Write([.. Enumerable.Range(0, 60).Select(_ => HeaderSample.Package("a", "1", new string('r', 60_000)))]);
        var first = database.AsSpan(4096 + 26);
        var target = BitConverter.ToUInt16(first[6..]);
        for (var page = 1; page <= 3; page++)
        {
            for (var entry = 3; entry < 40; entry += 2) database.AsSpan(4096 + target, 12).CopyTo(database.AsSpan((page * 4096) + BitConverter.ToUInt16(database.AsSpan((page * 4096) + 26 + (entry * 2)))));
        }

        var reading = RpmDatabase.Read(database, "db", limits: Limits.Default);
        Assert.True(!reading.TryGet(out var read) || read.Packages.Sum(package => package.Release.Length) <= database.Length);
    }

    [Fact]
    public void Manifest_gives_a_package_a_line()
    {
        const string text = "glibc\t2.35-2.cm2\t1653816591\t1653628955\tMicrosoft Corporation\t(none)\t10855265\tx86_64\t1\tglibc-2.35-2.cm2.src.rpm\nbroken\n";
        var reading = RpmManifest.Read(Encoding.UTF8.GetBytes(text), "container-manifest-2");

        var package = Assert.Single(reading.Required().Packages);
        Assert.Equal(("glibc", "1:2.35-2.cm2", "x86_64", ("glibc", "2.35-2.cm2")), (package.Name, package.FullVersion, package.Architecture, package.Source));
        Assert.Equal("RPM-0008", Assert.Single(reading.Defects).Code.Text);
        Assert.Equal(2, reading.Required().Records);
    }
}
