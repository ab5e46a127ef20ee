using Compliance.Policy.Cases.Mutating;

namespace Compliance.Tests.Policy.Cases.Mutating;

public sealed class ExpressionMutationsTests
{
    [Theory]
    [InlineData("a == b", "a != b")]
    [InlineData("a < b", "a <= b", "a >= b")]
    [InlineData("a >= 1", "a < 1", "a > 1", "a >= 2")]
    [InlineData("a && b", "!(a) && b", "a && !(b)", "a || b")]
    [InlineData("a && b && c > d", "!(a) && b && c > d", "a && !(b) && c > d", "a && b && c <= d", "a && b && c >= d", "a && b || c > d", "a || b && c > d")]
    [InlineData("!a.b", "a.b")]
    [InlineData("a in [\"x\"]", "!(a in [\"x\"])", "a in [\"x#\"]")]
    [InlineData("l.all(x, x.y)", "l.all(x, !(x.y))", "l.exists(x, x.y)")]
    [InlineData("l.exists(x, x != 'v')", "l.all(x, x != 'v')", "l.exists(x, x != \"v#\")", "l.exists(x, x == 'v')")]
    [InlineData("a ? true : b", "!(a) ? true : b", "a ? false : b")]
    [InlineData("t + 'x' == u", "t + \"x#\" == u", "t + 'x' != u", "t - 'x' == u")]
    public void Each_place_is_changed_by_itself(string text, params string[] expected) =>
        Assert.Equal(expected.Order(StringComparer.Ordinal), ExpressionMutations.Of(text, isCondition: true).Select(change => change.Text).Order(StringComparer.Ordinal));

    [Fact]
    public void Nothing_to_change_gives_nothing() => Assert.Empty(ExpressionMutations.Of("counts.packages", isCondition: false));
}
