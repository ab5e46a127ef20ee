using System.Diagnostics;
using Compliance.Policy.Cel;

namespace Compliance.Tests.Policy.Cel;

public sealed class CelLimitsTests
{
    [Theory]
    [InlineData("(", "1", ")", 100_000)]
    [InlineData("(", "1", ")", 1_000)]
    [InlineData("[", "1", "]", 1_000)]
    [InlineData("{1:", "1", "}", 1_000)]
    [InlineData("!!", "true", "", 30_000)]
    [InlineData("-(", "1", ")", 1_000)]
    [InlineData("x.", "x", "", 1_000)]
    [InlineData("true ? true : ", "true", "", 1_000)]
    [InlineData("names.all(n, ", "true", ")", 100)]
    [InlineData("cel.bind(a, 1, ", "1", ")", 1_000)]
    [InlineData("x + ", "1", "", 10_000)]
    [InlineData("[", "1", "]", 190)]
    [InlineData("(", "1", ")", 190)]
    [InlineData("1 + ", "1", "", 190)]
    [InlineData("true ? true : ", "true", "", 190)]
    public void Deep_and_long_expressions_are_refused(string open, string middle, string close, int times)
    {
        var text = string.Concat(Enumerable.Repeat(open, times)) + middle + string.Concat(Enumerable.Repeat(close, times));
        var reading = CelProgram.Compile(text, CelWorld.Environment, CelWorld.Origin);
        if (reading.TryGet(out var program)) Assert.IsType<CelResult.Value>(program.Evaluate(CelWorld.Bind()));
        else Assert.NotEmpty(reading.Defects);
    }

    [Fact]
    public void Long_chains_of_one_logical_operator_are_not_deep() =>
        Assert.Equal("true", CelWorld.Shown(string.Join(" && ", Enumerable.Repeat("x == 1", 3_000)), ("x", CelValue.Int(1))));

    [Fact]
    public void Number_of_parts_is_bounded() => Assert.Contains("parts", CelWorld.Defects($"[{string.Join(',', Enumerable.Repeat("1", 25_000))}]")[0], StringComparison.Ordinal);

    [Fact]
    public void Defects_are_bounded_and_counted()
    {
        var reading = CelProgram.Compile(string.Join(" && ", Enumerable.Repeat("nothing", 300)), CelWorld.Environment, CelWorld.Origin);
        Assert.Equal(50, reading.Defects.Length);
        Assert.EndsWith("and 250 more", reading.Defects[^1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Estimate_over_the_limit_is_refused_with_the_cost()
    {
        var text = "names.all(a, names.all(b, names.all(c, names.all(d, a == d))))";
        var defect = Assert.Single(CelProgram.Compile(text, CelWorld.Environment, CelWorld.Origin).Defects);
        Assert.Equal(CelDiagnostics.TooCostly, defect.Code);
        Assert.StartsWith("the estimated cost is ", defect.Message, StringComparison.Ordinal);
        Assert.InRange(CelWorld.Compile("names.all(a, a == 'x')").EstimatedCost, 3_000, 10_000);
    }

    [Theory]
    [InlineData("lists.range(1000).all(a, lists.range(1000).all(b, a + b >= 0))")]
    [InlineData("lists.range(1000000).map(a, lists.range(1000000)).size() > 0")]
    [InlineData("cel.bind(a, [1,1,1,1,1,1,1,1,1,1], cel.bind(b, [a,a,a,a,a,a,a,a,a,a], cel.bind(c, [b,b,b,b,b,b,b,b,b,b], cel.bind(d, [c,c,c,c,c,c,c,c,c,c], cel.bind(e, [d,d,d,d,d,d,d,d,d,d], cel.bind(f, [e,e,e,e,e,e,e,e,e,e], [f,f,f,f,f,f,f,f,f,f] == [f,f,f,f,f,f,f,f,f,f]))))))")]
    [InlineData("cel.bind(a, 'aaaaaaaaaaaaaaaa', cel.bind(b, a.replace('a', a), cel.bind(c, b.replace('a', b), cel.bind(d, c.replace('a', c), d.size() > 0))))")]
    [InlineData("'%s'.format([lists.range(1000000)]).size() > 0 && '%s'.format([lists.range(1000000)]).size() > 0")]
    [InlineData("cel.bind(s, 'aaaaaaaaaaaaaaaa'.replace('a', '%1000%').replace('0', '0123456789012345678901234567890123456789'), lists.range(100000).all(i, s == s + '' && s.size() > 0 && s in {s: 1}))")]
    [InlineData("lists.range(100000).all(i, 'a'.matches('((a{30}){30}){' + string(i % 20) + '}') || true)")]
    [InlineData("true || lists.range(2000000).size() > 0 && lists.range(2000000).size() > 0 || lists.range(1000000).all(x, x < 2000000)")]
    [InlineData("lists.range(3000).map(a, 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa').all(t, t.matches('(a*)*b') || t.matches('(a|aa)+$'))")]
    public void Evaluation_ends_at_the_cost_limit_whatever_the_expression(string text)
    {
        var program = CelProgram.Compile(text, CelWorld.Environment, CelWorld.Origin, CelLimits.Default with { MaxEstimatedCost = long.MaxValue }).Required();
        var clock = Stopwatch.StartNew();
        var first = program.Evaluate(CelWorld.Bind(), 200_000);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(60));
        Assert.True(first.Cost <= 200_000);
        Assert.Equal(first, program.Evaluate(CelWorld.Bind(), 200_000));
        if (first is CelResult.Error error) Assert.Equal(CelErrorKind.CostLimit, error.Kind);
        else Assert.True(text.StartsWith("true ||", StringComparison.Ordinal), first.ToString());
    }

    [Fact]
    public void Nothing_absorbs_the_cost_limit() =>
        Assert.Equal(CelErrorKind.CostLimit, Assert.IsType<CelResult.Error>(CelWorld.Compile("lists.range(1000).all(a, a >= 0) || true").Evaluate(CelWorld.Bind(), 100)).Kind);

    [Fact]
    public void Cost_grows_with_the_rows_and_is_the_same_every_time()
    {
        var program = CelWorld.Compile("modules.all(m, m.activation == 'on')");
        var few = program.Evaluate(CelWorld.Bind(("modules", CelValue.List(Enumerable.Range(0, 10).Select(i => CelWorld.Made($"m{i}"))))));
        var many = program.Evaluate(CelWorld.Bind(("modules", CelValue.List(Enumerable.Range(0, 20).Select(i => CelWorld.Made($"m{i}"))))));
        Assert.Equal(10 * 5, many.Cost - few.Cost);
    }
}
