using Compliance.Policy.Facts;
using Compliance.Policy.Results;

namespace Compliance.Tests.Policy.Results;

public sealed class VerdictsTests
{
    [Fact]
    public void Nothing_judged_is_unknown() => Assert.Equal(Verdict.Unknown, Verdicts.Combine([]));

    [Fact]
    public void Default_verdict_is_unknown() => Assert.Equal(Verdict.Unknown, default);

    [Fact]
    public void Default_knowable_is_unknown() => Assert.False(default(Knowable<bool>).IsKnown);

    [Theory]
    [InlineData(Verdict.NotMet, Verdict.Unknown, Verdict.NotMet)]
    [InlineData(Verdict.Unknown, Verdict.Met, Verdict.Unknown)]
    [InlineData(Verdict.NotApplicable, Verdict.Met, Verdict.Met)]
    [InlineData(Verdict.NotApplicable, Verdict.Unknown, Verdict.Unknown)]
    [InlineData(Verdict.NotApplicable, Verdict.NotApplicable, Verdict.NotApplicable)]
    public void Combination_takes_the_least_that_applies(Verdict first, Verdict second, Verdict expected)
    {
        Assert.Equal(expected, Verdicts.Combine([first, second]));
        Assert.Equal(expected, Verdicts.Combine([second, first]));
    }
}
