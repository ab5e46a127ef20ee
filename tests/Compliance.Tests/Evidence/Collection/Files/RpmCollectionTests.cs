using System.Security.Cryptography;
using Compliance.Evidence.Collection;
using Compliance.Policy.Facts;
using Compliance.Tests.Formats.Packages.Rpm;
using Compliance.Tests.World;

namespace Compliance.Tests.Evidence.Collection.Files;

/// <summary>An image whose packages rpm installed, in each store and place: packages, ownership and tampers.</summary>
public sealed class RpmCollectionTests
{
    private const string Fedora = "ID=rhel\nVERSION_ID=\"9.4\"\nPRETTY_NAME=\"Red Hat Enterprise Linux 9.4\"\n";

    private static readonly byte[] Library = FileWorld.Elf("libssl");

    public static TheoryData<string> Databases => ["var/lib/rpm/rpmdb.sqlite", "usr/lib/sysimage/rpm/rpmdb.sqlite", "var/lib/rpm/Packages.db", "var/lib/rpm/Packages"];

    private static FileWorld Image(string path)
    {
        byte[][] headers = [HeaderSample.Package("openssl-libs", "3.0.7", "27.el9", ("usr/lib64/libssl.so.3", Convert.ToHexStringLower(SHA256.HashData(Library)))), HeaderSample.Package("bash", "5.1.8", "9.el9")];
        var database = path.EndsWith(".sqlite", StringComparison.Ordinal) ? SqliteSample.Write(headers) : path.EndsWith(".db", StringComparison.Ordinal) ? NdbSample.Write(headers) : BdbSample.Write(headers);
        return new FileWorld().Put("etc/os-release", FileWorld.Text(Fedora)).Put(path, database).Put("usr/lib64/libssl.so.3", Library);
    }

    private static FactSet Facts(FileWorld world) => world.With((raw, context) => Assert.Single(Collectors.Collect(raw, context, [new PackageCollector()])));

    [Theory]
    [MemberData(nameof(Databases))]
    public void Packages_are_facts_with_count_and_package_url(string path)
    {
        var facts = Facts(Image(path));

        Assert.Empty(facts.Gaps);
        var packages = facts.Facts.Select(fact => fact.Value).OfType<PackageFact>().ToList();
        Assert.Equal(["pkg:rpm/redhat/bash@5.1.8-9.el9?arch=x86_64", "pkg:rpm/redhat/openssl-libs@3.0.7-27.el9?arch=x86_64"], packages.Select(package => package.Purl).Order(StringComparer.Ordinal));
        Assert.All(packages, package => Assert.Equal("rpm", package.Database));
        Assert.Equal(2, Assert.Single(facts.Facts.Select(fact => fact.Value).OfType<PopulationFact>()).Count);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public void Owned_file_is_intact_a_changed_one_modified_and_a_rogue_one_dark(string path)
    {
        Assert.Equal((1L, 0), Image(path).Collect() is var clean ? (clean.Intact, clean.DarkPrograms.Length) : default);
        var tampered = Image(path).Put("usr/lib64/libssl.so.3", FileWorld.Elf("other")).Put("usr/local/bin/rogue", FileWorld.Elf("rogue")).Collect();
        Assert.Equal(["usr/lib64/libssl.so.3"], tampered.Modified);
        Assert.Equal(["usr/local/bin/rogue"], tampered.DarkPrograms);
        Assert.Equal(["usr/lib64/libssl.so.3"], Image(path).Remove("usr/lib64/libssl.so.3").Collect().Missing);
    }

    [Fact]
    public void Database_that_is_none_is_a_gap_and_no_count()
    {
        var facts = Facts(new FileWorld().Put("etc/os-release", FileWorld.Text(Fedora)).Put("var/lib/rpm/rpmdb.sqlite", FileWorld.Text("x")));

        Assert.Equal(["COL-0003", "RPM-0002"], facts.Gaps.Select(gap => gap.Code.Text).Order(StringComparer.Ordinal));
        Assert.Empty(facts.Facts);
    }

    [Fact]
    public void Packages_of_languages_that_nobody_owns_are_facts_and_counted()
    {
        var world = new FileWorld()
            .Owned("python3-six", "usr/lib/python3/dist-packages/six-1.16.dist-info/METADATA", FileWorld.Text("Name: six\nVersion: 1.16\n"))
            .Put("opt/app/node_modules/left-pad/package.json", FileWorld.Text("""{"name":"left-pad","version":"1.3.0","license":"MIT"}"""))
            .Put("opt/app/lib/a.jar", StubJar.Of(StubJar.Pom("shaded", "1.1")));
        world.Debian();
        var facts = Facts(world);

        Assert.Empty(facts.Gaps);
        var languages = facts.Facts.Where(fact => fact.Value is PackageFact { Database: not "dpkg" }).ToList();
        Assert.Equal(["pkg:maven/org.bouncycastle/shaded@1.1", "pkg:npm/left-pad@1.3.0"], languages.Select(fact => ((PackageFact)fact.Value).Purl).Order(StringComparer.Ordinal));
        Assert.Equal([Reperformance.Carried, Reperformance.Rederived], languages.OrderBy(fact => ((PackageFact)fact.Value).Purl, StringComparer.Ordinal).Select(fact => fact.Reperformance));
        Assert.Equal(3, Assert.Single(facts.Facts.Select(fact => fact.Value).OfType<PopulationFact>()).Count);
    }
}
