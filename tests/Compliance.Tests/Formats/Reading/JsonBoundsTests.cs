using System.Text;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Tests.Formats.Reading;

/// <summary>Documents that could pass without being looked at token by token are refused for the same causes as those that are.</summary>
public sealed class JsonBoundsTests
{
    private static readonly Limits Small = new() { MaxStringLength = 4096, MaxItems = 100 };

    private static string Codes(string text) => string.Join(' ', StrictJson.Read(Encoding.UTF8.GetBytes(text), "x", Small).Defects.Select(defect => defect.Code));

    [Fact]
    public void Long_text_is_found_wherever_it_stands()
    {
        for (var before = 0; before < 5000; before += 97)
        {
            var start = $"[\"{new string('b', before % 4000)}\",\"";
            Assert.Equal("JSON-0007", Codes($"{start}{string.Concat(Enumerable.Repeat("\\\"", 2049))}\"]"));
            Assert.Equal("", Codes($"{start}{string.Concat(Enumerable.Repeat("\\\"", 2048))}\"]"));
        }
    }

    [Fact]
    public void Long_number_is_found() => Assert.Equal("JSON-0007", Codes($"[\"\",{new string('1', 5000)},\"\"]"));

    [Fact]
    public void Entries_are_counted_at_the_limit()
    {
        Assert.Equal("", Codes($"[{string.Join(',', Enumerable.Repeat("1", 100))}]"));
        Assert.Equal("JSON-0006", Codes($"[{string.Join(',', Enumerable.Repeat("1", 101))}]"));
        Assert.Equal("JSON-0006", Codes($"[{string.Join(',', Enumerable.Repeat("[[[[[[[[[]]]]]]]]]", 90))}]"));
    }

    [Theory]
    [InlineData("[\"\\ud800\"]", "JSON-0008")]
    [InlineData("[\"\\uDC00x\"]", "JSON-0008")]
    [InlineData("[\"\\ud83d\\ude00\\u00e4\"]", "")]
    [InlineData("{\"a\":1,\"\\u0061\":2}", "JSON-0003")]
    [InlineData("[1,]", "JSON-0001")]
    public void Odd_documents_have_their_cause(string text, string codes) => Assert.Equal(codes, Codes(text));
}
