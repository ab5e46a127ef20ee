using Compliance.Formats.Packages.Apk.Versions;

namespace Compliance.Tests.Formats.Packages.Apk;

public sealed class ApkVersionsTests
{
    private static readonly string[] Ascending =
    [
        "0", "0.09", "0.1_alpha", "0.1_alpha2", "0.1_beta", "0.1_pre3", "0.1_rc1", "0.1", "0.1-r1", "0.1~abc", "0.1_git20240101", "0.1_p1", "0.1a",
        "0.1.1", "1", "2", "10", "99999999999999999999", "100000000000000000000",
    ];

    [Fact]
    public void Order_holds_between_any_two()
    {
        for (var i = 0; i < Ascending.Length; i++)
        {
            Assert.True(ApkVersions.IsValid(Ascending[i]), Ascending[i]);
            for (var j = 0; j < Ascending.Length; j++)
                Assert.True(Math.Sign(ApkVersions.Compare(Ascending[i], Ascending[j])) == i.CompareTo(j), $"{Ascending[i]} {Ascending[j]}");
        }
    }

    [Theory]
    [InlineData("a", true, "a", ApkRelation.Any, "", "", false)]
    [InlineData("!so:libc.so.6", true, "so:libc.so.6", ApkRelation.Any, "", "", true)]
    [InlineData("b@edge>=1.2", true, "b", ApkRelation.Greater | ApkRelation.Equal, "1.2", "edge", false)]
    [InlineData("b=1.2@edge", true, "b", ApkRelation.Equal, "1.2", "edge", false)]
    [InlineData("c~3", true, "c", ApkRelation.Prefix | ApkRelation.Equal, "3", "", false)]
    [InlineData("c=~3", true, "c", ApkRelation.Prefix | ApkRelation.Equal, "3", "", false)]
    [InlineData("d><Q1abc", true, "d", ApkRelation.Identity, "Q1abc", "", false)]
    [InlineData("/bin/sh", true, "/bin/sh", ApkRelation.Any, "", "", false)]
    [InlineData("", false, "", ApkRelation.Any, "", "", false)]
    [InlineData("!", false, "", ApkRelation.Any, "", "", false)]
    [InlineData("a b", false, "", ApkRelation.Any, "", "", false)]
    [InlineData("a<>1", false, "", ApkRelation.Any, "", "", false)]
    [InlineData("a@", false, "", ApkRelation.Any, "", "", false)]
    [InlineData("a>", false, "", ApkRelation.Any, "", "", false)]
    public void Dependency_is_taken_apart(string text, bool isOne, string name, ApkRelation relation, string version, string tag, bool isConflict)
    {
        Assert.Equal(isOne, ApkDependency.TryParse(text, out var dependency));
        if (isOne) Assert.Equal(new ApkDependency(name, relation, version, tag, isConflict), dependency);
    }

    [Theory]
    [InlineData("a>=1.2", "1.2", true)]
    [InlineData("a>=1.2", "1.2_rc1", false)]
    [InlineData("a~1.2", "1.2.7-r3", true)]
    [InlineData("a~1.2", "1.3", false)]
    [InlineData("a<~1.2", "1.2.9", true)]
    [InlineData("a", "", true)]
    [InlineData("a=1", "", false)]
    public void Constraint_judges_a_version(string text, string version, bool satisfied)
    {
        Assert.True(ApkDependency.TryParse(text, out var dependency));
        Assert.Equal(satisfied, dependency.IsSatisfiedBy(version));
    }

    [Fact]
    public void Any_text_compares_and_the_order_is_antisymmetric()
    {
        var random = new Random(7);
        const string Letters = "0019.._-r~ap1lphabet_rc";
        for (var i = 0; i < 5_000; i++)
        {
            var (a, b) = (Text(), Text());
            Assert.Equal(Math.Sign(ApkVersions.Compare(a, b)), -Math.Sign(ApkVersions.Compare(b, a)));
            Assert.True(!ApkDependency.TryParse($"{a}{b}", out var dependency) || dependency.Name.Length > 0);
        }

        string Text() => new([.. Enumerable.Range(0, random.Next(12)).Select(_ => Letters[random.Next(Letters.Length)])]);
    }
}
