using System.Text.RegularExpressions;
using Compliance.Policy.Cel;

namespace Compliance.Tests.Policy.Cel;

public sealed class CelPatternTests
{
    [Theory]
    [InlineData("abc", "b", true)]
    [InlineData("abc", "^b", false)]
    [InlineData("abc", "^abc$", true)]
    [InlineData("abc\n", "abc$", false)]
    [InlineData("abc\nd", "(?m)c$", true)]
    [InlineData("a\nb", "a.b", false)]
    [InlineData("a\nb", "(?s)a.b", true)]
    [InlineData("ABC", "(?i)abc", true)]
    [InlineData("ABC", "(?i:a)BC", true)]
    [InlineData("ABC", "(?i:a)bc", false)]
    [InlineData("CVE-2026-12345", "^CVE-\\d{4}-\\d{4,}$", true)]
    [InlineData("CVE-2026-123", "^CVE-\\d{4}-\\d{4,}$", false)]
    [InlineData("٣", "\\d", false)]
    [InlineData("é", "\\w", false)]
    [InlineData("é", "\\pL", true)]
    [InlineData("é", "\\p{Lu}", false)]
    [InlineData("É", "\\p{Lu}", true)]
    [InlineData("1", "\\PL", true)]
    [InlineData("1", "\\p{^L}", true)]
    [InlineData("a-b", "[a-]-[b]", true)]
    [InlineData("]", "[]]", true)]
    [InlineData("x", "[^]x]", false)]
    [InlineData("q", "[[:alpha:]]", true)]
    [InlineData("q", "[[:^alpha:]]", false)]
    [InlineData(":", "^[[:]$", true)]
    [InlineData("a+b", "\\Qa+b\\E", true)]
    [InlineData("😀", "^.$", true)]
    [InlineData("😀", "^[😀-😂]$", true)]
    [InlineData("😀a", "^[^a]a$", true)]
    [InlineData("foo bar", "\\bbar\\b", true)]
    [InlineData("foobar", "\\bbar\\b", false)]
    [InlineData("foobar", "\\Bbar", true)]
    [InlineData("a{1", "a{1", true)]
    [InlineData("aaa", "^a{2}$", false)]
    [InlineData("aaa", "^a{2,}$", true)]
    [InlineData("", "", true)]
    [InlineData("", "^$", true)]
    [InlineData("abd", "^(a|ab)(c|bcd|)$", false)]
    [InlineData("ab", "^(a|ab)(c|b|)$", true)]
    [InlineData("\u0041", "\\x41\\x{41}?", true)]
    [InlineData("xyz", "(?P<name>y)z", true)]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", "^(a+)+$", false)]
    public void Patterns_match_as_RE2_does(string text, string pattern, bool expected) =>
        Assert.Equal(expected ? "true" : "false", CelWorld.Shown("names[0].matches(names[1])", ("names", CelValue.List(CelValue.String(text), CelValue.String(pattern)))));

    [Theory]
    [InlineData("(?=a)")]
    [InlineData("(?!a)")]
    [InlineData("(?<=a)")]
    [InlineData("(?<!a)")]
    [InlineData("(?>a)")]
    [InlineData("(a)\\1")]
    [InlineData("a**")]
    [InlineData("a++")]
    [InlineData("*a")]
    [InlineData("a{1001}")]
    [InlineData("a{3,2}")]
    [InlineData("[b-a]")]
    [InlineData("[a")]
    [InlineData("(a")]
    [InlineData("a)")]
    [InlineData("\\p{Greek}")]
    [InlineData("\\Z")]
    [InlineData("\\p")]
    [InlineData("[\\p")]
    [InlineData("(\\p")]
    [InlineData("a|\\P")]
    [InlineData("\\p{L")]
    [InlineData("(?P<>a)")]
    [InlineData("(?<a b>c)")]
    [InlineData("(?i")]
    [InlineData("[[:alpha:")]
    [InlineData("[[:alfa:]]")]
    [InlineData("\\x{110000}")]
    [InlineData("\\")]
    [InlineData("((a{1000}){1000}){1000}")]
    public void What_RE2_leaves_out_is_refused(string pattern) =>
        Assert.Equal("error: InvalidArgument", CelWorld.Shown("'a'.matches(any)", ("any", CelValue.String(pattern))));

    [Fact]
    public void Simple_patterns_agree_with_the_platform()
    {
        var random = new Random(3);
        for (var round = 0; round < 500; round++)
        {
            var pattern = Random(random, 3);
            var text = string.Concat(Enumerable.Range(0, random.Next(8)).Select(_ => "abc"[random.Next(3)]));
            var expected = Regex.IsMatch(text, pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant) ? "true" : "false";
            Assert.Equal(expected, CelWorld.Shown("names[0].matches(names[1])", ("names", CelValue.List(CelValue.String(text), CelValue.String(pattern)))));
        }
    }

    private static string Random(Random random, int depth) => depth == 0
        ? new[] { "a", "b", "c", "[ab]", "[^a]", ".", "\\b", "^" }[random.Next(8)]
        : random.Next(6) switch
        {
            0 => $"({Random(random, depth - 1)}|{Random(random, depth - 1)})",
            1 => $"(?:{Random(random, depth - 1)})*",
            2 => $"(?:{Random(random, depth - 1)})?",
            3 => $"(?:{Random(random, depth - 1)}){{1,2}}",
            _ => Random(random, depth - 1) + Random(random, depth - 1),
        };
}
