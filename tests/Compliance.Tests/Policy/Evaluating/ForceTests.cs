using System.Text;
using Compliance.Policy.Exceptions;
using Compliance.Policy.Evaluating;
using Compliance.Policy.Facts;
using Compliance.Policy.Facts.Views;
using Compliance.Policy.Library;
using Compliance.Policy.Results;

namespace Compliance.Tests.Policy.Evaluating;

/// <summary>How binding a failed check is, by rule, type, class and adoption, and what a recorded deviation changes.</summary>
public sealed class ForceTests
{
    private const string Policy = "crypto-validated-active";
    private const string Adopted = "adopted: [ { ruleset: CMU, on: 2026-11-01 } ]\n";
    private const string Approvers = "approvers: [ { name: A. Smith, role: authorizing official } ]\n";
    private const string Record = "deviations: [ { policy: crypto-validated-active, rule: CMU-CSO-UVM, reason: vendor is in process, customerRisk: limited, acceptedBy: A. Smith, acceptedOn: 2026-11-10 } ]\n";

    private static readonly DateTimeOffset At = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("fedramp-rev5-moderate", Adopted, "must", Verdict.NotMet)]
    [InlineData("fedramp-cr26-rev5-class-d", Adopted, "must", Verdict.NotMet)]
    [InlineData("fedramp-cr26-rev5-class-c", Adopted, "should", Verdict.NotMet)]
    [InlineData("fedramp-cr26-rev5-class-b", Adopted, "may", Verdict.NotApplicable)]
    [InlineData("fedramp-cr26-20x-class-a", Adopted, "may", Verdict.NotApplicable)]
    [InlineData("fedramp-cr26-rev5-class-c", "", "must", Verdict.NotMet)]
    [InlineData("fedramp-cr26-rev5-class-c", "adopted: [ { ruleset: VDR, on: 2026-11-01 } ]\n", "must", Verdict.NotMet)]
    [InlineData("fedramp-cr26-rev5-class-c", "adopted: [ { ruleset: CMU, on: 2026-11-24 } ]\n", "must", Verdict.NotMet)]
    [InlineData("fedramp-cr26-rev5-class-b", "adopted: [ { ruleset: CMU, on: 2026-11-24 } ]\n", "must", Verdict.NotMet)]
    public void Unvalidated_module_binds_by_type_class_and_adoption(string profile, string system, string force, Verdict countsAs)
    {
        var result = Judge(profile, system, "unvalidated");
        Assert.Equal((Verdict.NotMet, force, countsAs), (result.Verdict, result.Force, result.CountsAs));
        Assert.All(result.Reasons.Where(reason => reason.Verdict == Verdict.NotMet), reason => Assert.Equal(force, reason.Force));
    }

    [Fact]
    public void Rule_set_binds_without_adoption_from_its_day()
    {
        Assert.Equal("must", Judge("fedramp-cr26-rev5-class-c", "", "unvalidated", new DateTimeOffset(2026, 12, 31, 23, 59, 59, TimeSpan.Zero)).Force);
        Assert.Equal("should", Judge("fedramp-cr26-rev5-class-c", "", "unvalidated", new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero)).Force);
    }

    [Fact]
    public void Nothing_is_adopted_before_it_may_be_followed() => Assert.Equal(
        "must",
        Judge("fedramp-cr26-rev5-class-c", "adopted: [ { ruleset: CMU, on: 2026-01-01 } ]\n", "unvalidated", new DateTimeOffset(2026, 7, 3, 0, 0, 0, TimeSpan.Zero)).Force);

    [Theory]
    [InlineData("", DeviationState.Missing, "record reason")]
    [InlineData("acceptedBy: A. Smith, ", DeviationState.NotAccepted, "nobody has accepted it")]
    [InlineData("acceptedOn: 2026-11-10", DeviationState.NotAccepted, "day of acceptance")]
    [InlineData("acceptedBy: A. Smith", DeviationState.NotAccepted, "B. Jones is not among the approvers", "acceptedBy: B. Jones")]
    [InlineData("acceptedOn: 2026-11-10", DeviationState.NotAccepted, "accepted only on 2026-11-24", "acceptedOn: 2026-11-24")]
    [InlineData("acceptedOn: 2026-11-10", DeviationState.NotAccepted, "expired 2026-11-22: has no effect", "acceptedOn: 2026-11-10, expires: 2026-11-22")]
    [InlineData("rule: CMU-CSO-UVM", DeviationState.Missing, "record reason", "rule: CMU-CSO-UVM, images: [ \"registry.example/other@*\" ]")]
    public void Record_that_lacks_something_has_no_effect(string find, DeviationState state, string words, string replace = "")
    {
        var record = find.Length == 0 ? "" : Record.Replace(find, replace, StringComparison.Ordinal).Replace(", }", " }", StringComparison.Ordinal).Replace(",  }", " }", StringComparison.Ordinal);
        var result = Judge("fedramp-cr26-rev5-class-c", Adopted + Approvers + record, "unvalidated");
        Assert.Equal(state, result.Deviation!.State);
        Assert.Contains(words, result.Deviation.Detail, StringComparison.Ordinal);
        Assert.Equal(Verdict.NotMet, result.CountsAs);
    }

    [Fact]
    public void Recorded_deviation_counts_as_nothing_and_stays_not_met()
    {
        var result = Judge("fedramp-cr26-rev5-class-c", Adopted + Approvers + Record, "unvalidated");
        Assert.Equal((Verdict.NotMet, Verdict.NotApplicable), (result.Verdict, result.CountsAs));
        Assert.Equal(new Deviation(DeviationState.Recorded, "CMU-CSO-UVM", "", "vendor is in process", "limited", "A. Smith, authorizing official", "2026-11-10", "", ""), result.Deviation);
    }

    [Fact]
    public void Deviation_excuses_no_must() =>
        Assert.Equal(Verdict.NotMet, Judge("fedramp-cr26-rev5-class-d", Adopted + Approvers + Record, "unvalidated").CountsAs);

    [Fact]
    public void Neither_force_nor_deviation_changes_a_verdict()
    {
        foreach (var one in ShippedPolicies.Cases)
        {
            foreach (var profile in new[] { "fedramp-rev5-moderate", "fedramp-cr26-rev5-class-b", "fedramp-cr26-rev5-class-c", "fedramp-cr26-rev5-class-d" })
            {
                var plain = Set(profile, "");
                var excused = Set(profile, Adopted + "approvers: [ { name: A. Smith, role: official } ]\n" + Record);
                foreach (var (was, now) in PolicyEngine.Judge(plain, one.Given, one.At).Zip(PolicyEngine.Judge(excused, one.Given, one.At)))
                {
                    Assert.Equal((was.PolicyId, was.Verdict), (now.PolicyId, now.Verdict));
                    Assert.True(now.Verdict != Verdict.Unknown || now.CountsAs == Verdict.Unknown);
                    Assert.True(now.CountsAs != Verdict.Met || now.Verdict == Verdict.Met);
                }
            }
        }
    }

    [Fact]
    public void Unknown_beside_an_excused_failure_stays_unknown()
    {
        var result = Judge("fedramp-cr26-rev5-class-b", Adopted, "unvalidated", lose: true);
        Assert.Equal((Verdict.NotMet, "may", Verdict.Unknown), (result.Verdict, result.Force, result.CountsAs));
    }

    [Fact]
    public void System_file_that_names_no_such_rule_is_refused_with_its_place()
    {
        var system = SystemFile.Read(Encoding.UTF8.GetBytes("id: s\ntitle: S\ndated: 2026-11-01\n" + Record.Replace("CMU-CSO-UVM", "CMU-CSO-XXX", StringComparison.Ordinal)), "system.yaml").Required();
        var defect = Assert.Single(ShippedPolicies.Library.Select("fedramp-cr26-rev5-class-c", system).Defects);
        Assert.Equal("system.yaml:4:56", defect.Locator.ToString());
    }

    [Theory]
    [InlineData("registry.example/web@*", "registry.example/web@sha256:aa", true)]
    [InlineData("*", "", true)]
    [InlineData("*a*b*", "xxaxxb", true)]
    [InlineData("*a*b", "xxaxxbc", false)]
    [InlineData("web", "webs", false)]
    [InlineData("", "x", false)]
    public void Image_pattern_knows_one_wildcard(string pattern, string name, bool matches) => Assert.Equal(matches, NamePattern.Matches(pattern, name));

    private static PolicySet Set(string profile, string system) =>
        ShippedPolicies.Library.Select(profile, SystemFile.Read(Encoding.UTF8.GetBytes("id: s\ntitle: S\ndated: 2026-11-01\n" + system), "system.yaml").Required()).Required();

    private static PolicyResult Judge(string profile, string system, string name, DateTimeOffset? at = null, bool lose = false)
    {
        var given = ShippedPolicies.Cases.Single(one => one.PolicyId == Policy && one.Path.EndsWith($"/{name}.yaml", StringComparison.Ordinal)).Given;
        if (lose) given = given with { Coverages = given.Coverages.SetItem(FactKind.CryptoModule, Coverage.Partial) };
        return PolicyEngine.Judge(Set(profile, system), given, at ?? At).Single(result => result.PolicyId == Policy);
    }
}
