using Compliance.Formats.Reading;
using Compliance.Policy.Cel;
using Compliance.Policy.Explaining;
using Compliance.Policy.Expressions;
using Compliance.Policy.Library;
using Compliance.Policy.Results;

namespace Compliance.Tests.Policy.Explaining;

public sealed class PolicyExplainerTests
{
    [Fact]
    public void False_comparison_names_its_attribute_value_and_what_would_change_it()
    {
        var item = Assert.Single(Explain("crypto-approved-mode", "off").Items);
        Assert.Equal("openssl 3.0.17", item.Item);
        Assert.Equal(Verdict.NotMet, item.Verdict);
        var check = item.Checks.Single(check => check.Check == "activated");
        Assert.Equal("false", check.Value);
        var read = Assert.Single(check.Attributes, one => one.FactId.Length > 0);
        Assert.Equal(("module.activation", "\"off\"", "module/1"), (read.Attribute, read.Value, read.FactId));
        Assert.StartsWith("module.activation were \"on\"", Assert.Single(check.WouldBeMetIf), StringComparison.Ordinal);
    }

    [Fact]
    public void Negation_and_alternative_are_turned_round()
    {
        var check = Explain("crypto-approved-mode", "default-beside").Items[0].Checks.Single(check => check.Verdict == Verdict.NotMet);
        Assert.Equal(["module.defaultProviderActive were false, or module.defaultProperties were \"fips=yes\""], check.WouldBeMetIf.ToArray());
    }

    [Fact]
    public void Unknown_check_says_what_is_not_known()
    {
        var check = Explain("crypto-approved-mode", "host-dependent").Items[0].Checks.Single(check => check.Verdict == Verdict.Unknown);
        Assert.Equal("unknown (module/1.activation: host)", check.Value);
        Assert.Equal("unknown (host)", check.Attributes.Single(read => read.Attribute == "module.activation").Value);
        Assert.Empty(check.WouldBeMetIf);
    }

    [Fact]
    public void List_shows_the_fields_of_its_elements()
    {
        var check = Assert.Single(Explain("signatures-consistent", "one-fails").Items, item => item.Verdict == Verdict.NotMet).Checks.Single(check => check.Verdict == Verdict.NotMet);
        Assert.Equal("signature.outcome", Assert.Single(check.Attributes).Attribute);
        var image = Assert.Single(Explain("signature-verified", "second-of-two").Items);
        Assert.Contains(image.Checks[0].Attributes, read => read is { Attribute: "signature/1.outcome", Value: "\"failed\"" });
    }

    [Fact]
    public void Population_is_shown_beside_the_items()
    {
        var explanation = Explain("sbom-matches-filesystem", "record-lost");
        Assert.Equal(Verdict.Unknown, explanation.Result.Verdict);
        Assert.Equal("3", explanation.Around.Single(check => check.Check == "population").Value);
    }

    [Fact]
    public void Image_to_which_a_policy_does_not_apply_shows_no_failing_check()
    {
        var policy = ShippedPolicies.Library.Policies["no-shell"];
        var always = Expression.Compile("true", new Locator("test"), policy.Compiled.Environment, CelType.Bool, new DefectCollector(Limits.Default));
        var selected = new SelectedPolicy(policy.With(policy.Compiled with { NotApplicableWhen = always }), policy.Document.Severity, ParameterValues.Defaults(policy.Document), []);
        var given = ShippedPolicies.Cases.First(one => one is { PolicyId: "no-shell", Expect: Verdict.NotMet });
        var explanation = PolicyExplainer.Explain(selected, given.Given, given.At);
        Assert.Equal(Verdict.NotApplicable, explanation.Result.Verdict);
        var image = Assert.Single(explanation.Items);
        Assert.Equal((false, Verdict.NotApplicable), (image.IsJudged, image.Verdict));
        Assert.Empty(image.Checks);
    }

    [Fact]
    public void Every_shipped_case_can_be_explained_and_agrees_with_its_result()
    {
        foreach (var one in ShippedPolicies.Cases)
        {
            var explanation = Explain(one.PolicyId, Path.GetFileNameWithoutExtension(one.Path));
            var failed = explanation.Items.SelectMany(item => item.Checks).Where(check => check.Verdict == Verdict.NotMet && check.Check != "where").Select(check => check.Check);
            Assert.Equal(explanation.Result.Reasons.Where(reason => reason.Verdict == Verdict.NotMet).Select(reason => reason.Check).Order(StringComparer.Ordinal), failed.Order(StringComparer.Ordinal));
        }
    }

    private static PolicyExplanation Explain(string policyId, string caseName)
    {
        var policy = ShippedPolicies.Library.Policies[policyId];
        var one = ShippedPolicies.Cases.Single(one => one.PolicyId == policyId && Path.GetFileNameWithoutExtension(one.Path) == caseName);
        var parameters = ParameterValues.Defaults(policy.Document).SetItems(one.Parameters);
        return PolicyExplainer.Explain(new SelectedPolicy(policy, policy.Document.Severity, parameters, []), one.Given, one.At);
    }
}
