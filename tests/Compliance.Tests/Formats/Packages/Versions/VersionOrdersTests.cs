using Compliance.Formats.Packages.Versions;

namespace Compliance.Tests.Formats.Packages.Versions;

public sealed class VersionOrdersTests
{
    private const string Alphabet = "0019ab~^+-.:_!vrcpeodst#α ";

    private static readonly IVersionOrder[] All =
    [
        VersionOrders.Apk, VersionOrders.Debian, VersionOrders.Rpm, VersionOrders.Python, VersionOrders.Maven, VersionOrders.RubyGems, VersionOrders.NuGet, VersionOrders.Composer,
        SemanticVersionOrder.Plain, SemanticVersionOrder.ForNpm, SemanticVersionOrder.ForPub,
    ];

    // Their definitions compare step by step and are not transitive over texts that nobody publishes.
    private static readonly string[] StepWise = ["maven", "composer"];

    public static TheoryData<string> Names() => [.. All.Select(order => order.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Order_of_any_texts_is_antisymmetric_and_transitive(string name)
    {
        var order = All.Single(one => one.Name == name);
        var random = new Random(20261123);
        for (var round = 0; round < 20_000; round++)
        {
            var (a, b, c) = (Text(random), Text(random), Text(random));
            Assert.Equal(Sign(order.Compare(a, b)), -Sign(order.Compare(b, a)));
            Assert.True(order.Compare(a, a) is null or 0, a);
            if (!StepWise.Contains(name) && order.Compare(a, b) <= 0 && order.Compare(b, c) <= 0)
                Assert.True(order.Compare(a, c) <= 0, $"{a} <= {b} <= {c}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Text_beyond_the_bound_is_no_version(string name)
    {
        var order = All.Single(one => one.Name == name);
        Assert.Null(order.Compare(new string('1', VersionText.MaxLength + 1), "1"));
        Assert.Null(order.Compare("1", new string('1', VersionText.MaxLength + 1)));
    }

    [Theory]
    [InlineData("foo5.2", "1")]
    [InlineData("10a:5.2", "1")]
    [InlineData("1.0-", "1")]
    [InlineData(":1.0", "1")]
    [InlineData("5.2@3-2", "1")]
    [InlineData("-0", "1")]
    public void Debian_text_that_policy_forbids_is_no_version(string left, string right) => Assert.Null(VersionOrders.Debian.Compare(left, right));

    [Theory]
    [InlineData("Debian:12", "deb")]
    [InlineData("Red Hat:rhel_eus:8.4::appstream", "rpm")]
    [InlineData("Go", "semver")]
    [InlineData("npm", "npm")]
    public void Osv_ecosystem_has_its_order(string ecosystem, string name) => Assert.Equal(name, VersionOrders.ForOsvEcosystem(ecosystem)?.Name);

    [Fact]
    public void Unknown_ecosystem_has_no_order()
    {
        Assert.Null(VersionOrders.ForOsvEcosystem("OSS-Fuzz"));
        Assert.Null(VersionOrders.ForPurlType("generic"));
    }

    [Fact]
    public void Prerelease_and_build_texts_beyond_semver_are_no_version() => Assert.Null(SemanticVersionOrder.Plain.Compare("hello, world", "1.0.0"));

    private static string Text(Random random)
    {
        var length = random.Next(1, 9);
        return string.Create(length, random, (span, source) =>
        {
            foreach (ref var place in span)
                place = Alphabet[source.Next(Alphabet.Length)];
        });
    }

    private static int Sign(int? order) => order is null ? 0 : Math.Sign(order.Value);
}
