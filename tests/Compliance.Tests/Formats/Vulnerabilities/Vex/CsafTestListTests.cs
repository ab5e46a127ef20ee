using System.Text.RegularExpressions;
using Compliance.Formats.Vulnerabilities.Csaf;
using Compliance.Tests.Policy;

namespace Compliance.Tests.Formats.Vulnerabilities.Vex;

public sealed partial class CsafTestListTests
{
    [Fact]
    public void Documentation_lists_the_tests_that_there_are()
    {
        var text = File.ReadAllText(Path.Combine(ShippedPolicies.Folder, "..", "docs", "conformance.md"));
        var parts = text[text.IndexOf("## CSAF", StringComparison.Ordinal)..].Split("Of 2.0 and 2.1:", 2)[1].Split("Of 2.1 alone:", 2);
        Assert.Equal(CsafValidator.TestsOf("2.0"), Ids(parts[0]));
        Assert.Equal(CsafValidator.TestsOf("2.1").Except(CsafValidator.TestsOf("2.0")), Ids(parts[1].Split("Not implemented", 2)[0]));
    }

    private static IEnumerable<string> Ids(string text) => Number().Matches(text).Select(match => match.Value);

    [GeneratedRegex(@"6\.1(\.[0-9]+)+")]
    private static partial Regex Number();
}
