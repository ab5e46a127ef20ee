using System.Text;
using Compliance.Formats.Reading.Json;

namespace Compliance.Tests.Formats.Reading;

public sealed class CanonicalJsonTests
{
    private static string Canonical(string text) =>
        Encoding.UTF8.GetString(CanonicalJson.Of(StrictJson.Read(Encoding.UTF8.GetBytes(text), "a.json").Required().Root));

    // RFC 8785 appendix B: the double's bits and its text.
    [Theory]
    [InlineData(0x0000000000000000, "0")]
    [InlineData(0x8000000000000000, "0")]
    [InlineData(0x0000000000000001, "5e-324")]
    [InlineData(0x8000000000000001, "-5e-324")]
    [InlineData(0x7fefffffffffffff, "1.7976931348623157e+308")]
    [InlineData(0xffefffffffffffff, "-1.7976931348623157e+308")]
    [InlineData(0x4340000000000000, "9007199254740992")]
    [InlineData(0xc340000000000000, "-9007199254740992")]
    [InlineData(0x4430000000000000, "295147905179352830000")]
    [InlineData(0x44b52d02c7e14af5, "9.999999999999997e+22")]
    [InlineData(0x44b52d02c7e14af6, "1e+23")]
    [InlineData(0x44b52d02c7e14af7, "1.0000000000000001e+23")]
    [InlineData(0x444b1ae4d6e2ef4e, "999999999999999700000")]
    [InlineData(0x444b1ae4d6e2ef4f, "999999999999999900000")]
    [InlineData(0x444b1ae4d6e2ef50, "1e+21")]
    [InlineData(0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7")]
    [InlineData(0x3eb0c6f7a0b5ed8d, "0.000001")]
    [InlineData(0x41b3de4355555553, "333333333.3333332")]
    [InlineData(0x41b3de4355555554, "333333333.33333325")]
    [InlineData(0x41b3de4355555555, "333333333.3333333")]
    [InlineData(0x41b3de4355555556, "333333333.3333334")]
    [InlineData(0x41b3de4355555557, "333333333.33333343")]
    [InlineData(0xbecbf647612f3696, "-0.0000033333333333333333")]
    [InlineData(0x43143ff3c1cb0959, "1424953923781206.2")]
    public void Number_is_written_as_the_standard_lists(ulong bits, string expected)
    {
        var number = BitConverter.UInt64BitsToDouble(bits);

        Assert.Equal(expected, Encoding.UTF8.GetString(CanonicalJson.Write(writer => writer.WriteNumberValue(number))));
    }

    [Theory]
    [InlineData("{\"\\u20ac\":\"Euro\",\"\\r\":\"CR\",\"\\ufb33\":\"Dalet\",\"1\":\"One\",\"\\ud83d\\ude00\":\"Smile\",\"\\u0080\":\"Control\",\"\\u00f6\":\"o\"}",
        "{\"\\r\":\"CR\",\"1\":\"One\",\"\u0080\":\"Control\",\"ö\":\"o\",\"€\":\"Euro\",\"😀\":\"Smile\",\"\uFB33\":\"Dalet\"}")]
    [InlineData("[ 56, {\"d\" : true, \"10\": null, \"1\":[ ] } , 1E30, 4.50, 2e-3, 0.000000000000000000000000001]",
        "[56,{\"1\":[],\"10\":null,\"d\":true},1e+30,4.5,0.002,1e-27]")]
    [InlineData("\"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\"", "\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"")]
    public void Value_is_written_as_the_standard_shows(string text, string expected) => Assert.Equal(expected, Canonical(text));

    [Fact]
    public void Members_written_in_any_order_give_the_same_bytes()
    {
        var names = new[] { "b", "a", "z", "aa", "", "é", "c" };
        var expected = Write(names.Order(StringComparer.Ordinal));
        var random = new Random(7);
        for (var round = 0; round < 50; round++) Assert.Equal(expected, Write(names.OrderBy(_ => random.Next())));

        static string Write(IEnumerable<string> order) => Encoding.UTF8.GetString(CanonicalJson.Write(writer =>
        {
            writer.WriteStartObject();
            foreach (var name in order)
            {
                writer.WriteStartObject(name);
                writer.WriteStrings("l", [name, "x"]);
                writer.WriteNumber("k", 3);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }));
    }

    [Fact]
    public void Canonical_form_is_its_own_canonical_form()
    {
        var once = Canonical("{\"b\":[1.0,2,{\"y\":null,\"x\":\"\\u0000\"}],\"a\":-0}");

        Assert.Equal("{\"a\":0,\"b\":[1,2,{\"x\":\"\\u0000\",\"y\":null}]}", once);
        Assert.Equal(once, Canonical(once));
    }

    [Fact]
    public void Misuse_is_refused()
    {
        Assert.Throws<ArgumentException>(() => CanonicalJson.Write(writer => { writer.WriteStartObject(); writer.WriteNull("a"); writer.WriteNull("a"); }));
        Assert.Throws<InvalidOperationException>(() => CanonicalJson.Write(writer => { writer.WriteStartObject(); writer.WriteNullValue(); }));
        Assert.Throws<InvalidOperationException>(() => CanonicalJson.Write(writer => { writer.WriteStartObject(); writer.WritePropertyName("a"); writer.WriteEndObject(); }));
        Assert.Throws<InvalidOperationException>(() => CanonicalJson.Write(writer => writer.WriteStartArray()));
        Assert.Throws<InvalidOperationException>(() => CanonicalJson.Write(writer => { writer.WriteNullValue(); writer.WriteNullValue(); }));
        Assert.ThrowsAny<ArgumentException>(() => CanonicalJson.Write(writer => writer.WriteStringValue("\ud800")));
        Assert.Throws<ArgumentOutOfRangeException>(() => CanonicalJson.Write(writer => writer.WriteNumberValue(9007199254740993)));
        Assert.Throws<ArgumentException>(() => CanonicalJson.Write(writer => writer.WriteNumberValue(double.NaN)));
    }
}
