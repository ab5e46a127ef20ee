using Compliance.Policy.Cel;

namespace Compliance.Tests.Policy.Cel;

public sealed class CelUnknownTests
{
    private static readonly CelValue Gap = CelValue.Unknown("gap-1");

    [Theory]
    [InlineData("any && false", "false")]
    [InlineData("false && any", "false")]
    [InlineData("any && true", "unknown: gap-1")]
    [InlineData("true && any", "unknown: gap-1")]
    [InlineData("any || true", "true")]
    [InlineData("true || any", "true")]
    [InlineData("any || false", "unknown: gap-1")]
    [InlineData("any && 1/0 > 0", "unknown: gap-1")]
    [InlineData("1/0 > 0 && any", "unknown: gap-1")]
    [InlineData("1/0 > 0 || any", "unknown: gap-1")]
    [InlineData("1/0 > 0 && any && false", "false")]
    [InlineData("any || 1/0 > 0 || true", "true")]
    [InlineData("1/0 > 0 && true", "error: DivideByZero")]
    [InlineData("true && 1/0 > 0", "error: DivideByZero")]
    [InlineData("any ? 1 : 2", "unknown: gap-1")]
    [InlineData("true ? 1 : any", "1")]
    [InlineData("!any", "unknown: gap-1")]
    [InlineData("any == 1", "unknown: gap-1")]
    [InlineData("any + 1 / 0", "unknown: gap-1")]
    [InlineData("[1, any].size() == 2", "unknown: gap-1")]
    [InlineData("{'a': any}", "unknown: gap-1")]
    [InlineData("[1, 2].exists(i, i == 2 || any)", "true")]
    [InlineData("[1, 2].all(i, i == 2 && any)", "false")]
    [InlineData("[1, 2].all(i, i > 0 || any)", "true")]
    [InlineData("[1, 2].exists(i, i > 5 || any)", "unknown: gap-1")]
    [InlineData("[1, 2].exists_one(i, i == 1 || (i == 2 && any))", "unknown: gap-1")]
    [InlineData("any.startsWith('a')", "unknown: gap-1")]
    [InlineData("any.field", "unknown: gap-1")]
    [InlineData("has(any.field)", "unknown: gap-1")]
    [InlineData("type(any)", "unknown: gap-1")]
    [InlineData("'a' in any", "unknown: gap-1")]
    [InlineData("cel.bind(v, any, true || v)", "true")]
    [InlineData("optional.of(any).hasValue()", "unknown: gap-1")]
    public void Unknown_is_absorbed_only_where_no_value_could_matter(string text, string expected) =>
        Assert.Equal(expected, CelWorld.Shown(text, ("any", Gap)));

    [Fact]
    public void Causes_are_merged_as_a_sorted_set() =>
        Assert.Equal("unknown: b,c,gap", CelWorld.Shown("any == x", ("any", CelValue.Unknown("gap", "c")), ("x", CelValue.Unknown("b", "c"))));

    [Fact]
    public void A_variable_that_was_not_given_is_unknown_by_its_name() => Assert.Equal("unknown: module", CelWorld.Shown("module.name == 'a'"));

    [Fact]
    public void A_slot_left_at_its_default_is_unknown_by_its_path()
    {
        var module = CelValue.Struct(new CelStruct(CelWorld.Module, new CelValue[5]));
        Assert.Equal("unknown: module.activation", CelWorld.Shown("module.activation == 'on'", ("module", module)));
        Assert.Equal("unknown: modules[].activation", CelWorld.Shown("modules.all(m, m.activation == 'on')", ("modules", CelValue.List(module))));
        Assert.Equal("unknown: module.activation", CelWorld.Shown("has(module.activation)", ("module", module)));
    }

    [Theory]
    [InlineData("names.exists(n, n == 'b')", "true")]
    [InlineData("names.exists(n, n == 'z')", "unknown: lost")]
    [InlineData("names.all(n, n != 'b')", "false")]
    [InlineData("names.all(n, n != 'z')", "unknown: lost")]
    [InlineData("names.exists_one(n, n == 'a')", "unknown: lost")]
    [InlineData("names.exists_one(n, n != '')", "false")]
    [InlineData("'b' in names", "true")]
    [InlineData("'z' in names", "unknown: lost")]
    [InlineData("!('z' in names)", "unknown: lost")]
    [InlineData("names.size() == 2", "unknown: lost")]
    [InlineData("size(names) > 0", "unknown: lost")]
    [InlineData("names == ['a', 'b']", "unknown: lost")]
    [InlineData("names == ['a', 'x', 'y']", "false")]
    [InlineData("names == ['a']", "false")]
    [InlineData("names != ['x']", "true")]
    [InlineData("names[1]", "\"b\"")]
    [InlineData("names[2]", "unknown: lost")]
    [InlineData("names[-1]", "error: InvalidArgument")]
    [InlineData("names.filter(n, n == 'b').exists(n, true)", "true")]
    [InlineData("names.filter(n, n == 'z').size() == 0", "unknown: lost")]
    [InlineData("names.map(n, n + '!').exists(n, n == 'b!')", "true")]
    [InlineData("names.map(n, n + '!').all(n, n.size() == 2)", "unknown: lost")]
    [InlineData("(names + ['z']).exists(n, n == 'z')", "true")]
    [InlineData("(names + ['z'])[2]", "unknown: lost")]
    [InlineData("names.join(',')", "unknown: lost")]
    [InlineData("names.transformMap(i, n, n)", "unknown: lost")]
    [InlineData("sets.contains(names, ['a'])", "true")]
    [InlineData("sets.contains(names, ['z'])", "unknown: lost")]
    [InlineData("sets.contains(['z'], names)", "false")]
    [InlineData("sets.intersects(names, ['b', 'q'])", "true")]
    [InlineData("sets.intersects(names, ['q'])", "unknown: lost")]
    [InlineData("sets.equivalent(names, ['q'])", "false")]
    [InlineData("sets.equivalent(names, ['a', 'b'])", "unknown: lost")]
    [InlineData("names.distinct()", "unknown: lost")]
    [InlineData("names.first()", "unknown: lost")]
    public void Incomplete_list_answers_only_what_no_further_element_could_change(string text, string expected)
    {
        var names = CelValue.List(CelList.Incomplete([CelValue.String("a"), CelValue.String("b")], CelUnknown.Of("lost"), isPrefix: true));
        Assert.Equal(expected, CelWorld.Shown(text, ("names", names)));
    }

    [Fact]
    public void Index_into_an_incomplete_list_is_unknown_where_its_order_is()
    {
        var names = CelValue.List(CelList.Incomplete([CelValue.String("a"), CelValue.String("b")], CelUnknown.Of("lost")));
        Assert.Equal("unknown: lost", CelWorld.Shown("names[0] == 'a'", ("names", names)));
        Assert.Equal("unknown: lost", CelWorld.Shown("names.all(i, n, i == 0)", ("names", names)));
        Assert.Equal("false", CelWorld.Shown("names == ['q']", ("names", names)));
        Assert.Equal("true", CelWorld.Shown("names.exists(n, n == 'b')", ("names", names)));
    }

    [Fact]
    public void Row_that_may_belong_makes_the_filtered_list_incomplete()
    {
        var modules = CelValue.List(CelWorld.Made("a"), CelWorld.Made("b", Gap), CelWorld.Made("c", CelValue.String("off")));
        Assert.Equal("unknown: gap-1", CelWorld.Shown("modules.filter(m, m.activation == 'on').size()", ("modules", modules)));
        Assert.Equal("true", CelWorld.Shown("modules.filter(m, m.activation == 'on').exists(m, m.name == 'a')", ("modules", modules)));
        Assert.Equal("unknown: gap-1", CelWorld.Shown("modules.filter(m, m.activation == 'on')[0].name", ("modules", modules)));
        Assert.Equal("unknown: gap-1", CelWorld.Shown("modules.map(m, m.activation)[0]", ("modules", modules)));
        Assert.Equal("false", CelWorld.Shown("modules.map(m, m.activation).all(a, a == 'on')", ("modules", modules)));
    }

    [Fact]
    public void Structs_with_unknown_fields_differ_only_for_certain()
    {
        var (known, open) = (CelWorld.Made("a"), CelWorld.Made("a", Gap));
        Assert.Equal("unknown: gap-1", CelWorld.Shown("modules[0] == modules[1]", ("modules", CelValue.List(known, open))));
        Assert.Equal("false", CelWorld.Shown("modules[0] == modules[1]", ("modules", CelValue.List(CelWorld.Made("b"), open))));
        Assert.Equal("unknown: gap-1", CelWorld.Shown("modules[0] in modules.slice(1, 2)", ("modules", CelValue.List(known, open))));
    }

    [Fact]
    public void Completing_what_is_unknown_never_changes_a_known_answer()
    {
        string[] parts = ["any", "x > 1", "1 / x > 0", "names.exists(n, n == 'b')", "names.all(n, n != 'c')", "names.exists_one(n, n == 'a')", "'q' in names", "labels['k'] == 'v'", "names[0] == 'a'", "names == ['a']", "names.filter(n, any).size() == 0", "names.map(n, n + 'x').exists(n, n == 'ax')"];
        var random = new Random(7);
        for (var round = 0; round < 400; round++)
        {
            var text = Combined(parts, random, 3);
            var program = CelWorld.Compile(text);
            var partial = CelWorld.Bind(("any", CelValue.Unknown("any")), ("x", CelValue.Int(random.Next(3))), ("labels", CelValue.Unknown("labels")), ("names", CelValue.List(CelList.Incomplete([CelValue.String("a")], CelUnknown.Of("names")))));
            if (program.Evaluate(partial) is not CelResult.Value known) continue;
            foreach (var names in new[] { CelValue.List(CelValue.String("a")), CelValue.List("ab".Select(c => CelValue.String($"{c}"))), CelValue.List("acaq".Select(c => CelValue.String($"{c}"))), CelValue.List("ca".Select(c => CelValue.String($"{c}"))) })
            {
                var full = CelWorld.Bind(("any", CelValue.Bool(random.Next(2) == 0)), ("x", partial["x"]), ("labels", CelValue.Map(CelMap.OfStrings([KeyValuePair.Create("k", CelValue.String("v"))]))), ("names", names));
                var completed = Assert.IsType<CelResult.Value>(program.Evaluate(full));
                Assert.True(known.Content.AsBool == completed.Content.AsBool, text);
            }
        }
    }

    private static string Combined(string[] parts, Random random, int depth) => depth == 0 || random.Next(4) == 0
        ? parts[random.Next(parts.Length)]
        : random.Next(4) switch
        {
            0 => $"!({Combined(parts, random, depth - 1)})",
            1 => $"({Combined(parts, random, depth - 1)} ? {Combined(parts, random, depth - 1)} : {Combined(parts, random, depth - 1)})",
            2 => $"({Combined(parts, random, depth - 1)} && {Combined(parts, random, depth - 1)} && {Combined(parts, random, depth - 1)})",
            _ => $"({Combined(parts, random, depth - 1)} || {Combined(parts, random, depth - 1)})",
        };
}
