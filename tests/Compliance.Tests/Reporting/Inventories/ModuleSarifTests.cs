using System.Text;
using System.Text.Json;
using Compliance.Reporting.Inventories;
using Compliance.Tests.World;

namespace Compliance.Tests.Reporting.Inventories;

public sealed class ModuleSarifTests
{
    [Fact]
    public void Verdicts_on_modules_follow_the_rules_of_sarif()
    {
        var text = Write();

        Assert.Empty(SarifRules.Defects(Encoding.UTF8.GetBytes(text)));
        using var log = JsonDocument.Parse(text);
        var result = Assert.Single(log.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray());
        Assert.Equal(("crypto-approved-mode", "error"), (result.GetProperty("ruleId").GetString(), result.GetProperty("level").GetString()));
    }

    [Theory]
    [InlineData("\"ruleIndex\": 0", "\"ruleIndex\": 1")]
    [InlineData("\"level\": \"error\"", "\"level\": \"fatal\"")]
    [InlineData("\"driver\"", "\"component\"")]
    [InlineData("\"version\": \"2.1.0\"", "\"version\": \"2.0.0\"")]
    [InlineData("\"message\"", "\"text\"")]
    [InlineData("\"results\": [", "\"verdicts\": [], \"results\": [")]
    public void Rules_find_what_is_wrong(string right, string wrong)
    {
        Assert.Contains(right, Write(), StringComparison.Ordinal);
        Assert.NotEmpty(SarifRules.Defects(Encoding.UTF8.GetBytes(Write().Replace(right, wrong, StringComparison.Ordinal))));
    }

    private static string Write()
    {
        var draft = SampleDraft.Make();
        return Encoding.UTF8.GetString(ModuleSarif.Write(draft.Evaluation, draft.Facts[0], "1.0.0"));
    }
}
