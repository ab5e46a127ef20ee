using Compliance.Formats.Vulnerabilities.Advisories;

namespace Compliance.Tests.Formats.Vulnerabilities;

public sealed class VersionMatchTests
{
    [Theory]
    [InlineData("1.0", true)]
    [InlineData("1.4.9", true)]
    [InlineData("1.5", false)]
    [InlineData("1.9", false)]
    [InlineData("2.0", true)]
    [InlineData("2.3", true)]
    [InlineData("2.4", false)]
    [InlineData("nonsense", null)]
    public void Version_is_affected_between_its_events(string version, bool? expected) =>
        Assert.Equal(expected, VersionMatch.IsAffected(Package("crates.io", "SEMVER", "introduced=0", "fixed=1.5", "introduced=2.0", "last_affected=2.3"), version));

    [Fact]
    public void Events_in_any_order_say_the_same() =>
        Assert.True(VersionMatch.IsAffected(Package("crates.io", "SEMVER", "last_affected=2.3", "introduced=2.0", "fixed=1.5", "introduced=0"), "2.1"));

    [Fact]
    public void Fixed_and_introduced_again_at_once_is_affected() =>
        Assert.False(VersionMatch.IsAffected(Package("crates.io", "SEMVER", "introduced=1.0", "fixed=1.5", "introduced=1.5", "fixed=1.5"), "1.5"));

    [Theory]
    [InlineData("Wonderland", "ECOSYSTEM")]
    [InlineData("Debian:12", "GIT")]
    public void Versions_that_no_order_compares_are_unknown(string ecosystem, string type) =>
        Assert.Null(VersionMatch.IsAffected(Package(ecosystem, type, "introduced=0"), "1.0"));

    [Fact]
    public void Listed_version_is_affected_in_an_ecosystem_without_order() =>
        Assert.True(VersionMatch.IsAffected(new AffectedPackage { Ecosystem = "Wonderland", Name = "x", Versions = ["a"] }, "a"));

    [Fact]
    public void Package_without_versions_or_ranges_is_unknown() =>
        Assert.Null(VersionMatch.IsAffected(new AffectedPackage { Ecosystem = "npm", Name = "x" }, "1.0.0"));

    [Fact]
    public void Incomplete_package_calls_no_version_unaffected()
    {
        var package = Package("npm", "SEMVER", "introduced=2.0.0") with { IsIncomplete = true };
        Assert.Null(VersionMatch.IsAffected(package, "1.0.0"));
        Assert.True(VersionMatch.IsAffected(package, "2.0.0"));
    }

    [Fact]
    public void Fix_is_the_nearest_above() =>
        Assert.Equal("2.4", VersionMatch.FixedIn(Package("crates.io", "SEMVER", "introduced=0", "fixed=1.5", "introduced=2.0", "fixed=2.4", "fixed=3.0"), "2.1"));

    private static AffectedPackage Package(string ecosystem, string type, params string[] events) => new()
    {
        Ecosystem = ecosystem,
        Name = "x",
        Ranges = [new AffectedRange(type, [.. events.Select(Event)])],
    };

    private static RangeEvent Event(string text)
    {
        var parts = text.Split('=');
        return new RangeEvent(parts[0] switch { "introduced" => RangeEventKind.Introduced, "fixed" => RangeEventKind.Fixed, "last_affected" => RangeEventKind.LastAffected, _ => RangeEventKind.Limit }, parts[1]);
    }
}
