using Compliance.Policy.Library.Matrix;

namespace Compliance.Tests.Policy.Library.Matrix;

public sealed class ControlMatrixTests
{
    [Fact]
    public void Every_policy_stands_at_every_control_that_it_names()
    {
        var rows = ControlMatrix.Of(ShippedPolicies.Library);
        foreach (var policy in ShippedPolicies.Library.Policies.Values)
        {
            foreach (var control in policy.Document.Controls)
                Assert.Contains(rows, row => row.Framework == control.Framework && row.ControlId == control.Id && row.Objective == (control.Objective ?? "") && row.Policies.Contains(policy.Id));
        }
    }

    [Fact]
    public void Every_control_of_every_catalog_has_a_row()
    {
        var rows = ControlMatrix.Of(ShippedPolicies.Library).Select(row => (row.Framework, row.ControlId)).ToHashSet();
        foreach (var catalog in ShippedPolicies.Library.Catalogs.Values) Assert.All(catalog.Controls, control => Assert.Contains((catalog.Framework, control.Id), rows));
    }

    [Fact]
    public void Pages_have_the_same_bytes_twice_and_one_row_a_line()
    {
        var rows = ControlMatrix.Of(ShippedPolicies.Library);
        var again = ControlMatrix.Of(ShippedPolicies.Library);
        var needs = ControlMatrix.NeedsOf(ShippedPolicies.Library);
        Assert.Equal(ControlMatrixText.Markdown(rows, needs), ControlMatrixText.Markdown(again, needs));
        Assert.Equal(ControlMatrixText.Html(rows, needs), ControlMatrixText.Html(again, needs));
        Assert.Equal(rows.Length + needs.Length, ControlMatrixText.Html(rows, needs).Split("<tr><th scope=\"row\">").Length - 1);
    }

    [Fact]
    public void Text_of_a_catalog_is_escaped()
    {
        ControlMatrixRow row = new("f", "a|b", "<script>", "", ["p"], [], "");
        Assert.Contains(@"a\|b", ControlMatrixText.Markdown([row], []), StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", ControlMatrixText.Html([row], []), StringComparison.Ordinal);
    }

    /// <summary>The checks of the list that no policy answers, each with the method and what to provide.</summary>
    [Fact]
    public void Check_without_a_policy_is_listed_with_what_to_provide()
    {
        var needs = ControlMatrix.NeedsOf(ShippedPolicies.Library);
        foreach (var check in ShippedPolicies.Library.Checks.Where(check => check.Policies.IsEmpty)) Assert.Contains(needs, need => need.CheckId == check.Id);
        Assert.All(needs, need => Assert.Contains(need.Method, (string[])["examine", "interview", "test"]));
        var page = ControlMatrixText.Markdown(ControlMatrix.Of(ShippedPolicies.Library), needs);
        Assert.All(needs, need => Assert.Contains($"| {need.CheckId} | {need.Title} | {need.Method} | {need.Provide} |", page, StringComparison.Ordinal));
    }
}
