using System.Text;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Tests.Formats.Reading;

public sealed class StrictJsonTests
{
    private static Reading<JsonTree> Read(string text, Limits? limits = null) => StrictJson.Read(Encoding.UTF8.GetBytes(text), "a.json", limits);

    [Theory]
    [InlineData("{\"a\":1,\"a\":2}", "JSON-0003", 1, 12)]
    [InlineData("{\"a\":1,\"\\u0061\":2}", "JSON-0003", 1, 17)]
    [InlineData("[1,]", "JSON-0001", 1, 4)]
    [InlineData("[1]\n x", "JSON-0001", 2, 2)]
    [InlineData("", "JSON-0001", 1, 1)]
    [InlineData("{\"a\":", "JSON-0001", 1, 6)]
    [InlineData("// c\n1", "JSON-0001", 1, 1)]
    [InlineData("[\"\\ud800\"]", "JSON-0008", 1, 2)]
    [InlineData("{\"\\udc00\":1}", "JSON-0008", 1, 2)]
    [InlineData("[[[[[1]]]]]", "JSON-0005", 1, 5)]
    [InlineData("[1,2,3,4,5,6]", "JSON-0006", 1, 12)]
    [InlineData("{\"a\":1,\"b\":1,\"c\":1,\"d\":1,\"e\":1,\"f\":1}", "JSON-0006", 1, 36)]
    [InlineData("\"01234567890\"", "JSON-0007", 1, 1)]
    [InlineData("12345678901", "JSON-0007", 1, 1)]
    public void Document_that_breaks_a_rule_is_refused_with_code_and_place(string text, string code, int line, int column)
    {
        var reading = Read(text, new Limits { MaxDepth = 4, MaxItems = 5, MaxStringLength = 10 });

        Assert.False(reading.TryGet(out _));
        var defect = Assert.Single(reading.Defects);
        Assert.Equal((code, line, column), (defect.Code.Text, defect.Locator.Line, defect.Locator.Column));
    }

    [Fact]
    public void Bytes_that_are_not_utf8_are_refused_at_their_offset()
    {
        var reading = StrictJson.Read(new byte[] { (byte)'[', (byte)'"', 0xFF, (byte)'"', (byte)']' }, "a.json");

        Assert.Equal((JsonCodes.NotUtf8, 2L), (reading.Defects[0].Code, reading.Defects[0].Locator.Offset));
    }

    [Fact]
    public void Document_larger_than_the_limit_is_refused()
        => Assert.Equal(JsonCodes.TooLarge, Read("[1,2]", new Limits { MaxDocumentBytes = 4 }).Defects[0].Code);

    [Fact]
    public void All_repeated_names_are_reported_with_their_pointers()
    {
        var reading = Read("{\"x\":[{\"a\":1,\"a\":2,\"a\":3}],\"x\":0}");

        Assert.Equal(["/x/0/a", "/x/0/a", "/x"], reading.Defects.Select(defect => defect.Locator.Pointer));
    }

    [Fact]
    public void Byte_order_mark_is_tolerated_and_named()
    {
        var reading = Read("\uFEFF{\"a\":[1]}");

        Assert.Equal(JsonCodes.ByteOrderMark, reading.Defects[0].Code);
        Assert.Equal("/a/0", reading.Required().Root["a"].Items.First().Pointer);
    }

    [Fact]
    public void Values_know_line_column_offset_and_pointer()
    {
        var root = Read("{\n  \"é\": [ true,\n {\"a/b~\": 12345678901234567890123} ] }").Required().Root;
        var number = root["é"].Items.ElementAt(1)["a/b~"];

        Assert.Equal("a.json:3:11#/é/1/a~1b~0", number.Locator.ToString());
        Assert.Equal("12345678901234567890123", number.NumberText);
        Assert.Null(number.AsInt64);
        Assert.Equal((2, 10), (root["é"].Items.First().Locator.Line, root["é"].Items.First().Locator.Column));
        Assert.Equal("12345678901234567890123", Encoding.UTF8.GetString(number.Raw.Span));
    }

    [Fact]
    public void Missing_paths_are_followed_without_an_exception()
    {
        var root = Read("{\"a\":null,\"b\":\"x\",\"c\":[1]}").Required().Root;

        Assert.Equal(JsonKind.Missing, root["b"]["c"]["d"].Kind);
        Assert.Equal(JsonKind.Null, root["a"].Kind);
        Assert.False(root["a"].HasValue);
        Assert.Empty(root["b"].Items);
        Assert.Empty(root["c"].Members);
        Assert.Null(root["c"].AsText);
        Assert.Equal("", root["zz"].Pointer);
    }

    [Fact]
    public void Expectations_collect_all_defects()
    {
        var defects = new DefectCollector(Limits.Default);
        var root = Read("{\"s\":1,\"n\":1.5,\"l\":[\"a\",2,\"b\"],\"z\":null}").Required().Root;

        Assert.Null(root.RequiredText("s", defects));
        Assert.Null(root.RequiredInt64("n", defects));
        Assert.Null(root.RequiredText("absent", defects));
        Assert.Null(root.OptionalText("z", defects));
        Assert.Equal(["a", "b"], root.OptionalTexts("l", defects));
        Assert.Equal(
            [(JsonCodes.WrongKind, "/s"), (JsonCodes.WrongKind, "/n"), (JsonCodes.MissingMember, ""), (JsonCodes.WrongKind, "/l/1")],
            defects.ToImmutable().Select(defect => (defect.Code, defect.Locator.Pointer!)));
    }

    [Fact]
    public void Defects_beyond_the_limit_are_counted_in_the_last_one()
    {
        var defects = new DefectCollector(new Limits { MaxDefects = 3 });
        for (var index = 0; index < 5; index++) defects.Add(JsonCodes.WrongKind, new Locator("d"), $"nr {index}");

        Assert.Equal(["nr 0", "nr 1", "nr 2 (and 2 more defects)"], defects.ToImmutable().Select(defect => defect.Message));
    }

    [Fact]
    public void Mutated_documents_never_throw()
    {
        var seed = "{\"packages\":[{\"name\":\"\\u00e9\\ud83d\\ude00\",\"size\":12.5e3,\"x\":[null,true]}],\"a\":{\"b\":{\"c\":\"d\"}}}"u8.ToArray();
        var accepted = 0;
        foreach (var mutation in Mutations.Of(seed, Mutations.Count, 1))
        {
            var reading = StrictJson.Read(mutation, "m.json");
            if (reading.TryGet(out var tree)) accepted += CanonicalJson.Of(tree.Root).Length > 0 && tree.Root.Locator.Line > 0 ? 1 : 0;
            else Assert.NotEmpty(reading.Defects);
        }

        Assert.InRange(accepted, 1, Mutations.Count - 1);
    }
}
