using Compliance.Policy.Cases;
using Compliance.Policy.Explaining;
using Compliance.Policy.Explaining.Flipping;
using Compliance.Policy.Library;
using Compliance.Policy.Results;

namespace Compliance.Tests.Policy.Explaining.Flipping;

public sealed class FlipSearchTests
{
    [Theory]
    [InlineData("crypto-approved-mode", "off", "module openssl 3.0.17: activation = \"on\"")]
    [InlineData("crypto-approved-mode", "default-beside", "module module/1: defaultProperties = \"fips=yes\"")]
    [InlineData("no-shell", "found", "hardening: shells = []")]
    [InlineData("non-root-user", "found", "hardening: runsAsRoot = false")]
    public void Smallest_change_that_would_make_it_met_is_found(string policy, string name, string change)
    {
        var flip = Assert.Single(Find(policy, name).Flips);
        Assert.Equal((Verdict.Met, true), (flip.Target, flip.IsSmallest));
        Assert.Equal(change, Assert.Single(flip.Changes).What);
    }

    [Fact]
    public void Met_says_what_would_make_it_not_met()
    {
        var flip = Assert.Single(Find("no-shell", "clean").Flips);
        Assert.Equal((Verdict.NotMet, "hardening: shells = [\"something else\"]"), (flip.Target, flip.Changes[0].What));
    }

    [Fact]
    public void Unknown_says_what_would_make_it_met_and_what_not_met()
    {
        var flips = Find("crypto-approved-mode", "host-dependent").Flips;
        Assert.Equal([Verdict.Met, Verdict.NotMet], flips.Select(flip => flip.Target));
        Assert.Contains("activation = \"on\"", flips[0].Changes[0].What, StringComparison.Ordinal);
        Assert.Equal("unknown (host)", flips[0].Changes[0].Before);
    }

    [Fact]
    public void Same_facts_give_the_same_answer() =>
        Assert.Equal(Words(Find("sbom-complete", "bare").Flips), Words(Find("sbom-complete", "bare").Flips));

    [Fact]
    public void Search_is_bounded_and_finds_most_of_what_cases_show()
    {
        var all = ShippedPolicies.Cases.SelectMany(one => Explain(one).Flips.Select(flip => (one.Path, Flip: flip))).ToList();
        Assert.All(all, entry => Assert.InRange(entry.Flip.Tried, 0, 20_000));
        var missing = all.Where(entry => !entry.Flip.IsFound).Select(entry => $"{entry.Path} → {entry.Flip.Target}").ToList();
        Assert.True(missing.Count * 5 <= all.Count, $"{missing.Count} of {all.Count} not found: {string.Join("; ", missing)}");
    }

    private static PolicyExplanation Find(string policy, string name) =>
        Explain(ShippedPolicies.Cases.Single(one => one.PolicyId == policy && Path.GetFileNameWithoutExtension(one.Path) == name));

    private static PolicyExplanation Explain(PolicyCase one)
    {
        var policy = ShippedPolicies.Library.Policies[one.PolicyId];
        return PolicyExplainer.Explain(new SelectedPolicy(policy, policy.Document.Severity, ParameterValues.Defaults(policy.Document).SetItems(one.Parameters), []), one.Given, one.At);
    }

    private static string Words(IEnumerable<Flip> flips) => string.Join('\n', flips.SelectMany(flip => flip.Changes.Select(change => change.What)));
}
