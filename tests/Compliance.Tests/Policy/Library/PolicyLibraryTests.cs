using System.Text;
using Compliance.Formats.Reading;
using Compliance.Policy;
using Compliance.Policy.Library;

namespace Compliance.Tests.Policy.Library;

public sealed class PolicyLibraryTests
{
    private const string Minimal = """
        id: a-policy
        title: Something holds
        rationale: It should.
        subject: image
        require:
          - { id: holds, check: image.pinned, otherwise: it does not, remedy: Make it. }
        severity: low
        controls:
          - { framework: frame, id: one, source: nowhere }
        """;

    private const string Catalog = """
        framework: frame
        title: Frame
        source: nowhere
        controls: [ { id: one, title: One } ]
        """;

    [Fact]
    public void Shipped_policies_load() => Assert.True(ShippedPolicies.Library.Policies.Count >= 15);

    [Fact]
    public void Minimal_policy_loads() => Assert.Equal("a-policy", Load(Minimal).Required().Policies["a-policy"].Id);

    [Theory]
    [InlineData("title: Something holds\n", "titel: Something holds\n", "POL-0001", 2, 1, "did you mean 'title'?")]
    [InlineData("title: Something holds\n", "", "POL-0002", 1, 1, "needs a field 'title'")]
    [InlineData("subject: image", "subject: imago", "POL-0004", 4, 10, "did you mean 'image'?")]
    [InlineData("severity: low", "severity: [low]", "POL-0003", 7, 11, "has to be text")]
    [InlineData("severity: low", "severity: low\nwhere: 3", "POL-0003", 8, 8, "in quotes")]
    [InlineData("id: a-policy", "id: another", "POL-0005", 1, 5, "lies in the folder 'a-policy'")]
    [InlineData("remedy: Make it.", "remedy: Make it., severity: low", "POL-0001", 6, 81, "no field 'severity'")]
    [InlineData("id: a-policy", "id: A_Policy", "POL-0004", 1, 5, "does not look like")]
    public void Broken_structure_is_refused_with_its_place(string find, string replace, string code, int line, int column, string words)
    {
        var defects = Load(Minimal.Replace(find, replace, StringComparison.Ordinal)).Defects;
        var defect = Assert.Single(defects, defect => defect.Code.Text == code);
        Assert.Equal((line, column), (defect.Locator.Line, defect.Locator.Column));
        Assert.Contains(words, defect.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Empty_requirement_is_refused()
    {
        var text = Minimal.Replace("require:\n  - { id: holds, check: image.pinned, otherwise: it does not, remedy: Make it. }", "require: []", StringComparison.Ordinal);
        Assert.Contains(Load(text).Defects, defect => defect.Code == PolicyDiagnostics.BadValue && defect.Locator is { Line: 5, Column: 10 });
    }

    [Fact]
    public void All_defects_are_reported_at_once()
    {
        var text = Minimal.Replace("title: Something holds\n", "", StringComparison.Ordinal).Replace("severity: low", "severity: lower", StringComparison.Ordinal);
        Assert.Equal(2, Load(text).Defects.Length);
    }

    [Fact]
    public void Repeated_check_is_refused()
    {
        var text = Minimal.Replace("severity:", "  - { id: holds, check: image.pinned, otherwise: it does not, remedy: Make it. }\nseverity:", StringComparison.Ordinal);
        Assert.Contains(Load(text).Defects, defect => defect.Code == PolicyDiagnostics.Repeated && defect.Locator.Line == 7);
    }

    private static Reading<PolicyLibrary> Load(string policy) => PolicyLibrary.Load(
    [
        new PolicyFile("family/a-policy/policy.yaml", Encoding.UTF8.GetBytes(policy)),
        new PolicyFile("catalogs/controls/frame.yaml", Encoding.UTF8.GetBytes(Catalog)),
    ]);
}
