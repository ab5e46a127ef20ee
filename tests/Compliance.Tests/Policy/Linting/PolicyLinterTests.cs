using System.Text;
using Compliance.Formats.Reading;
using Compliance.Policy;
using Compliance.Policy.Library;
using Compliance.Policy.Linting;

namespace Compliance.Tests.Policy.Linting;

public sealed class PolicyLinterTests
{
    [Fact]
    public void Shipped_policies_have_no_defect() => Assert.Empty(PolicyLinter.Lint(ShippedPolicies.Files()));

    [Theory]
    [InlineData("cryptography/crypto-approved-mode/policy.yaml", "module.activation == \"on\"", "module.activated == \"on\"", "CEL-0006", 10)]
    [InlineData("cryptography/crypto-approved-mode/policy.yaml", "id: sc-13,", "id: sc-31,", "POL-0010", 30)]
    [InlineData("cryptography/crypto-approved-mode/policy.yaml", "objective: \"SC-13b.\"", "objective: \"SC-13z.\"", "POL-0010", 30)]
    [InlineData("cryptography/crypto-approved-mode/policy.yaml", "force: should", "force: must", "POL-0010", 33)]
    [InlineData("cryptography/crypto-approved-mode/policy.yaml", "population: counts.reachableCryptoModules\n", "", "POL-0009", 5)]
    [InlineData("cryptography/crypto-approved-mode/policy.yaml", "population: counts.", "population: count.", "CEL-0005", 25)]
    [InlineData("cryptography/crypto-approved-mode/policy.yaml", "where: module.reachable", "where: module.name", "POL-0007", 6)]
    [InlineData("cryptography/crypto-approved-mode/policy.yaml", "{{ module.activationReason }}", "{{ module.activationReason", "POL-0008", 13)]
    [InlineData("cryptography/crypto-approved-mode/policy.yaml", "rules: [CMU-CSO-CAT", "rules: [CMU-CSO-CAP", "POL-0010", 12)]
    [InlineData("catalogs/checks.yaml", "policies: [no-setuid]", "policies: [no-setgid]", "POL-0012", 0)]
    [InlineData("sbom/sbom-complete/policy.yaml", "default: true", "default: 3", "POL-0011", 31)]
    [InlineData("profiles/fedramp-rev5-moderate.yaml", "id: no-shell }", "id: no-shel }", "POL-0012", 58)]
    [InlineData("hardening/no-shell/cases/found.yaml", "shells:", "shels:", "POL-0001", 3)]
    [InlineData("hardening/no-shell/cases/found.yaml", "expect: not met", "expect: not-met", "POL-0004", 4)]
    [InlineData("hardening/no-shell/cases/found.yaml", "no-shell/no-shells", "no-shell/no-shell", "POL-0004", 5)]
    [InlineData("hardening/no-shell/cases/found.yaml", "[ bin/sh, bin/busybox ]", "bin/sh", "POL-0014", 3)]
    public void Broken_file_is_found_with_its_line(string path, string find, string replace, string code, int line)
    {
        var defects = Lint(path, text => text.Replace(find, replace, StringComparison.Ordinal));
        Assert.Contains(defects, defect => defect.Code.Text == code && defect.Locator.Document == path && (line == 0 || defect.Locator.Line == line));
    }

    [Fact]
    public void Unknown_field_in_an_expression_names_the_nearest_one_at_its_column()
    {
        var defects = Lint("cryptography/crypto-approved-mode/policy.yaml", text => text.Replace("module.activation == \"on\"", "module.activatoin == \"on\"", StringComparison.Ordinal));
        var defect = Assert.Single(defects, defect => defect.Code.Text == "CEL-0006");
        Assert.Equal((10, 14), (defect.Locator.Line, defect.Locator.Column));
        Assert.Contains("'activation'", defect.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hardening/no-shell/cases/found.yaml", "POL-0013")]
    [InlineData("hardening/no-shell/README.md", "POL-0015")]
    public void Missing_file_is_found(string path, string code) =>
        Assert.Contains(PolicyLinter.Lint(ShippedPolicies.Files().Where(file => file.Path != path)), defect => defect.Code.Text == code);

    [Fact]
    public void Misspelt_file_name_is_found() => Assert.Contains(
        PolicyLinter.Lint(ShippedPolicies.Files().Append(new PolicyFile("hardening/no-shell/polcy.yaml", Encoding.UTF8.GetBytes("x")))),
        defect => defect.Code == PolicyDiagnostics.Layout);

    private static IEnumerable<Defect> Lint(string path, Func<string, string> change)
    {
        var files = ShippedPolicies.Files();
        var index = files.TakeWhile(file => file.Path != path).Count();
        var before = Encoding.UTF8.GetString(files[index].Content.Span);
        var after = change(before);
        Assert.NotEqual(before, after);
        return PolicyLinter.Lint(files.SetItem(index, new PolicyFile(path, Encoding.UTF8.GetBytes(after))));
    }
}
