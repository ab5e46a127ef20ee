using Compliance.Policy.Cel;

namespace Compliance.Tests.Policy.Cel;

public sealed class CelDefectTests
{
    [Fact]
    public void Field_that_does_not_exist_is_refused_with_place_caret_and_nearest_name()
    {
        var defect = Assert.Single(CelProgram.Compile("module.activated == \"on\"", CelWorld.Environment, CelWorld.Origin).Defects);
        Assert.Equal(CelDiagnostics.NoField, defect.Code);
        Assert.Equal("policy.yaml:9:19", defect.Locator.ToString());
        Assert.Equal("no field 'activated' on module; did you mean 'activation'?\n | module.activated == \"on\"\n | .......^", defect.Message);
    }

    [Fact]
    public void Later_lines_count_from_their_own_start()
    {
        var defect = Assert.Single(CelProgram.Compile("x > 1 &&\n  y > 2", CelWorld.Environment, CelWorld.Origin).Defects);
        Assert.Equal("policy.yaml:10:3", defect.Locator.ToString());
        Assert.EndsWith(" |   y > 2\n | ..^", defect.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_fault_is_reported_and_none_twice() => Assert.Equal(
        [
            "policy.yaml:9:12: no variable 'modul' is declared; did you mean 'module'?",
            "policy.yaml:9:40: no field 'versio' on module; did you mean 'version'?",
            "policy.yaml:9:59: '+' does not take int and string",
        ],
        CelWorld.Defects("modul.name == 'a' && module.versio == 'b' || x + 'c' == 'd'"));

    [Theory]
    [InlineData("x + ", "an operand is missing at the end")]
    [InlineData("x = 1", "'=' alone: comparison is '=='")]
    [InlineData("x & 1", "'&' alone: and is '&&'")]
    [InlineData("x 1", "the expression is over here: an operator is missing")]
    [InlineData("(x", "')' expected")]
    [InlineData("[1, 2", "']' expected")]
    [InlineData("{1 2}", "':' expected")]
    [InlineData("'abc", "the literal is not closed")]
    [InlineData("'\\q'", "unknown escape")]
    [InlineData("'\\uD800'", "the escape is not a Unicode code point")]
    [InlineData("b'\\u0041'", "bytes take no \\u: write \\x")]
    [InlineData("9223372036854775808", "integer out of range (64 bits)")]
    [InlineData("18446744073709551616u", "unsigned integer out of range (64 bits)")]
    [InlineData("-1u", "an unsigned integer takes no minus")]
    [InlineData("1e400", "double out of range")]
    [InlineData("12abc", "malformed number")]
    [InlineData("1e", "an exponent needs digits")]
    [InlineData("var", "'var' is a reserved word")]
    [InlineData("Message{}", "messages are not supported: this engine has no protobuf types")]
    [InlineData("google.rpc.Status{code: 1}", "messages are not supported: this engine has no protobuf types")]
    [InlineData("has(x)", "has() takes a field selection: has(a.b)")]
    [InlineData("names.all(n.m, true)", "all(): a variable must be a simple name")]
    [InlineData("names.all(i, i, true)", "all(): two variables with the same name")]
    [InlineData("names.all(n, n)", "bool is needed here, this is string")]
    [InlineData("x.all(n, true)", "a list or map is needed here, this is int")]
    [InlineData("x ? 1 : 2", "bool is needed here, this is int")]
    [InlineData("true ? 1 : 'a'", "both sides of ':' need one type, these are int and string")]
    [InlineData("module.name == 1", "'==' does not take string and int")]
    [InlineData("names.sizes()", "no function 'sizes' is declared; did you mean 'size'?")]
    [InlineData("'a'.startsWith(1)", "no startsWith(int) on string")]
    [InlineData("startsWith('a', 'b')", "no startsWith(string, string)")]
    [InlineData("x.name", "int has no fields, so no 'name'")]
    [InlineData("size", "'size' is a function, not a value")]
    [InlineData("'a'.matches('(')", "pattern \"(\": a group is not closed (at 1)")]
    [InlineData("'a'.matches('(?=a)')", "pattern \"(?=a)\": look-around is not in RE2 (at 2)")]
    [InlineData("[?x]", "an optional is needed behind '?', this is int")]
    [InlineData("names.`a b c`", "list(string) has no fields, so no 'a b c'")]
    public void Faults_say_what_is_wrong(string text, string expected)
    {
        var defects = CelWorld.Defects(text);
        Assert.Contains(expected, defects[0], StringComparison.Ordinal);
    }
}
