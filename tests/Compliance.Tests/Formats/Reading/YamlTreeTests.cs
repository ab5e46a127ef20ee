using System.Text;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Yaml;

namespace Compliance.Tests.Formats.Reading;

public sealed class YamlTreeTests
{
    [Theory]
    [InlineData("a: 1\nb: 2\na: 3\n", "YAML-0003", 3, 1)]
    [InlineData("a: &x 1\n", "YAML-0007", 1, 4)]
    [InlineData("a: *x\n", "YAML-0007", 1, 4)]
    [InlineData("<<: {a: 1}\n", "YAML-0007", 1, 1)]
    [InlineData("a: !!int 1\n", "YAML-0008", 1, 4)]
    [InlineData("a: 1\n---\nb: 2\n", "YAML-0010", 2, 1)]
    [InlineData("", "YAML-0010", null, null)]
    [InlineData("# nothing\n", "YAML-0010", null, null)]
    [InlineData("? [a]\n: 1\n", "YAML-0009", 1, 3)]
    [InlineData("a: [1, 2\nb: 3\n", "YAML-0001", null, null)]
    [InlineData("a:\n\t- b\n", "YAML-0001", null, null)]
    [InlineData("[[[[[1]]]]]", "YAML-0005", 1, 6)]
    [InlineData("[1,2,3,4,5,6,7,8,9]", "YAML-0006", 1, 18)]
    [InlineData("a: \"\\ud800\"", "YAML-0001", null, null)]
    public void Document_that_breaks_a_rule_is_refused_with_code_and_place(string text, string code, int? line, int? column)
    {
        var reading = YamlTree.Parse(text, "p.yaml", new Limits { MaxDepth = 4, MaxItems = 9 });

        Assert.False(reading.TryGet(out _));
        Assert.Equal(code, reading.Defects[0].Code.Text);
        if (line is not null) Assert.Equal((line, column), (reading.Defects[0].Locator.Line, reading.Defects[0].Locator.Column));
    }

    [Fact]
    public void Nodes_know_line_and_column()
    {
        var root = (YamlMapping)YamlTree.Read("\uFEFFid: x\nrequire:\n  - id: a\n    check: 'true'\n"u8.ToArray(), "p.yaml").Required();
        var item = (YamlMapping)((YamlSequence)root["require"]!).Items[0];

        Assert.Equal("p.yaml:4:12", item["check"]!.Locator.ToString());
        Assert.Equal("p.yaml:4:5", item.Find("check")!.Key.Locator.ToString());
        Assert.Equal("p.yaml:1:1", root.Locator.ToString());
        Assert.Null(root["nothing"]);
    }

    [Theory]
    [InlineData("true", true, null, false)]
    [InlineData("'true'", null, null, false)]
    [InlineData("yes", null, null, false)]
    [InlineData("-12", null, -12L, false)]
    [InlineData("\"12\"", null, null, false)]
    [InlineData("~", null, null, true)]
    [InlineData("''", null, null, false)]
    public void Plain_scalars_only_are_typed(string text, bool? boolean, long? integer, bool isNull)
    {
        var scalar = (YamlScalar)((YamlMapping)YamlTree.Parse($"v: {text}", "p.yaml").Required())["v"]!;

        Assert.Equal((boolean, integer, isNull), (scalar.AsBoolean, scalar.AsInt64, scalar.IsNull));
    }

    [Fact]
    public void Half_a_surrogate_pair_is_refused() => Assert.Equal(YamlCodes.LoneSurrogate, YamlTree.Parse("a: \ud800", "p.yaml").Defects[0].Code);

    [Fact]
    public void Not_utf8_and_too_large_are_refused()
    {
        Assert.Equal(YamlCodes.NotUtf8, YamlTree.Read(new byte[] { (byte)'a', 0xC3 }, "p.yaml").Defects[0].Code);
        Assert.Equal(YamlCodes.TooLarge, YamlTree.Read(new byte[9], "p.yaml", new Limits { MaxYamlBytes = 8 }).Defects[0].Code);
    }

    [Fact]
    public void Mutated_documents_never_throw()
    {
        var seed = Encoding.UTF8.GetBytes("id: crypto\ntitle: \"a \\u00e9 \\x41\"\nwhere: >-\n  folded\n  text\nrequire:\n  - { id: a, check: 'x == 1' }\n  - [1, 2, ~]\n# c\nlast: |\n  block\n");
        foreach (var mutation in Mutations.Of(seed, Mutations.Count, 2))
        {
            var reading = YamlTree.Read(mutation, "m.yaml");
            Assert.True(reading.TryGet(out _) || reading.Defects.Length > 0);
        }
    }
}
