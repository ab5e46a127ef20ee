using Compliance.Policy.Exceptions;
using Compliance.Policy.Results;
using static Compliance.Tests.Policy.Exceptions.WaiverWorld;

namespace Compliance.Tests.Policy.Exceptions;

public sealed class WaiverJudgementTests
{
    /// <summary>Text in the good waiver, what stands there instead, the code that it then has.</summary>
    public static TheoryData<string, string, string> Bad() => new()
    {
        { "system: payments", "system: billing", "WAIVER-0002" },
        { "policy: no-shell", "policy: no-such-policy", "WAIVER-0003" },
        { "ao-approved, on: 2026-11-10", "ao-approved, on: 2026-12-01", "WAIVER-0004" },
        { "state: ao-approved", "state: rejected", "WAIVER-0005" },
        { "expires: 2027-01-31", "expires: 2026-11-22", "WAIVER-0006" },
        { "state: assessor-validated", "state: requested", "WAIVER-0007" },
        { "assessor-validated, on: 2026-11-05", "assessor-validated, on: 2026-10-05", "WAIVER-0007" },
        { "actor: R. Roe", "actor: J. Doe", "WAIVER-0008" },
        { "actor: R. Roe", "actor: \" j. DOE \"", "WAIVER-0008" },
        { "actor: R. Roe", "actor: A. Assessor", "WAIVER-0008" },
        { "actor: A. Assessor", "actor: J. Doe", "WAIVER-0008" },
        { "actor: J. Doe, role: authorizing official", "actor: M. Moe, role: authorizing official", "WAIVER-0009" },
        { "role: authorizing official", "role: intern", "WAIVER-0009" },
        { "policy: no-shell", "policy: non-root-user", "WAIVER-0013" },
        { "registry.example/pay/*", "registry.example/other/*", "WAIVER-0015" },
        { "registry.example/pay/*", "sha256:cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc", "WAIVER-0015" },
        { "id: debug-shell", "id: other-name", "WAIVER-0001" },
        { "expires: 2027-01-31", "expires: 2027-02-31", "WAIVER-0001" },
        { "type: operational-requirement", "type: because-i-say-so", "WAIVER-0001" },
        { "type: operational-requirement", "type: risk-adjustment", "WAIVER-0001" },
        { "type: operational-requirement", "type: risk-adjustment\nadjustedSeverity: moderate", "WAIVER-0014" },
        { "reason: The", "resaon: The", "WAIVER-0001" },
    };

    [Fact]
    public void An_approved_signed_waiver_is_told_beside_the_verdict_that_stays()
    {
        var evaluation = Apply(Present(Good));
        var result = Assert.Single(evaluation.Results);
        Assert.Equal(Verdict.NotMet, result.Verdict);
        Assert.Equal(Verdict.NotMet, evaluation.Verdict);
        Assert.True(result.IsWaived);
        Assert.Equal("not met, waived until 2027-01-31 (operational requirement, approved by J. Doe, signature verified)", result.Words);
        Assert.Equal(Verdict.Met, evaluation.VerdictAcceptingWaivers);
        Assert.Empty(Assert.Single(evaluation.Waivers).Problems);
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_waiver_with_one_thing_wrong_has_no_effect_and_says_why(string old, string text, string code)
    {
        Assert.Contains(old, Good, StringComparison.Ordinal);
        var policy = text.Contains("non-root-user", StringComparison.Ordinal) ? "non-root-user" : "no-shell";
        var evaluation = Apply(Present(Good.Replace(old, text, StringComparison.Ordinal)), Evaluation("2026-11-23", Result(policy)));
        Assert.Contains(code, Assert.Single(evaluation.Waivers).Problems.Select(problem => problem.Code.Text));
        Assert.False(evaluation.Waivers[0].HasEffect);
        Assert.Empty(evaluation.Results[0].Waivers);
        Assert.Equal(Verdict.NotMet, evaluation.VerdictAcceptingWaivers);
    }

    [Theory]
    [InlineData(SignatureStanding.Failed, "", "WAIVER-0011")]
    [InlineData(SignatureStanding.Indeterminate, "", "WAIVER-0011")]
    [InlineData(SignatureStanding.Absent, "", "WAIVER-0010")]
    [InlineData(SignatureStanding.Verified, "R. Roe", "WAIVER-0012")]
    public void A_signature_that_is_not_the_approvers_gives_no_effect(SignatureStanding outcome, string signer, string code)
    {
        var evaluation = Apply(Present(Good, new SignatureJudgement(outcome, signer, ["authorizing official"], "why")));
        Assert.Equal([code], evaluation.Waivers[0].Problems.Select(problem => problem.Code.Text));
        Assert.False(evaluation.Results[0].IsWaived);
    }

    [Fact]
    public void A_signature_in_another_role_gives_no_effect() =>
        Assert.Equal("WAIVER-0012", Assert.Single(Apply(Present(Good, Signed with { Roles = ["release manager"] })).Waivers[0].Problems).Code.Text);

    [Fact]
    public void An_optional_signature_may_be_absent_but_not_broken()
    {
        var policies = Policies(rule: "{ signature: optional }");
        Assert.Equal("not met, waived until 2027-01-31 (operational requirement, approved by J. Doe, not signed)", Apply(Present(Good, SignatureJudgement.Absent), policies: policies).Results[0].Words);
        Assert.False(Apply(Present(Good, new SignatureJudgement(SignatureStanding.Failed, "", [], "x")), policies: policies).Results[0].IsWaived);
    }

    [Fact]
    public void A_profile_bounds_how_long_a_waiver_lasts() =>
        Assert.Equal("WAIVER-0014", Assert.Single(Apply(Present(Good), policies: Policies(rule: "{ maxDays: 30 }")).Waivers[0].Problems).Code.Text);

    [Fact]
    public void Without_a_system_file_no_waiver_has_effect() =>
        Assert.Equal("WAIVER-0002", Assert.Single(Apply(Present(Good), policies: Policies(system: "")).Waivers[0].Problems).Code.Text);

    [Theory]
    [InlineData("2027-01-31", true)]
    [InlineData("2027-02-01", false)]
    [InlineData("2026-11-10", true)]
    [InlineData("2026-11-09", false)]
    public void A_waiver_lasts_from_its_approval_to_its_last_day(string at, bool isWaived) =>
        Assert.Equal(isWaived, Apply(Present(Good), Evaluation(at)).Results[0].IsWaived);

    [Theory]
    [InlineData(Verdict.Unknown)]
    [InlineData(Verdict.Met)]
    [InlineData(Verdict.NotApplicable)]
    public void What_is_not_known_to_be_not_met_is_not_waived(Verdict verdict)
    {
        var evaluation = Apply(Present(Good), Evaluation("2026-11-23", Result(verdict: verdict)));
        Assert.Equal("WAIVER-0016", Assert.Single(evaluation.Waivers[0].Problems).Code.Text);
        Assert.Equal(verdict, evaluation.VerdictAcceptingWaivers);
    }

    [Fact]
    public void A_waiver_for_one_item_leaves_the_policy_open_until_others_cover_the_rest()
    {
        var one = Good.Replace("pay/*\" }", "pay/*\", item: bash* }", StringComparison.Ordinal);
        var other = one.Replace("id: debug-shell", "id: zsh", StringComparison.Ordinal).Replace("item: bash*", "item: zsh 5", StringComparison.Ordinal).Replace("2027-01-31", "2026-12-31", StringComparison.Ordinal);
        var evaluation = Evaluation("2026-11-23", Result("no-shell", Verdict.NotMet, "bash 5.2", "zsh 5"));
        Assert.Equal("WAIVER-0017", Assert.Single(Apply(Present(one), evaluation).Waivers[0].Problems).Code.Text);
        var both = Apply([Present(one), Present(other, name: "zsh.yaml")], evaluation);
        Assert.True(both.Results[0].IsWaived);
        Assert.Equal(["debug-shell", "zsh"], both.Results[0].Waivers.Select(waiver => waiver.Id));
        Assert.Equal("WAIVER-0015", Assert.Single(Apply(Present(one), Evaluation("2026-11-23", Result("no-shell", Verdict.NotMet, "dash"))).Waivers[0].Problems).Code.Text);
    }

    [Fact]
    public void What_is_unknown_beside_something_waived_stays_unknown()
    {
        var result = Result();
        var evaluation = Apply(Present(Good), Evaluation("2026-11-23", result with { Reasons = [.. result.Reasons, new Reason("population", "", Verdict.Unknown, "m", "", [])] }));
        Assert.True(evaluation.Results[0].IsWaived);
        Assert.Equal(Verdict.Unknown, evaluation.VerdictAcceptingWaivers);
    }

    [Fact]
    public void A_risk_adjustment_is_told_and_accepts_nothing()
    {
        var evaluation = Apply(Present(Good.Replace("type: operational-requirement", "type: risk-adjustment\nadjustedSeverity: low", StringComparison.Ordinal)));
        Assert.StartsWith("not met, risk adjusted to low until 2027-01-31 (risk adjustment, approved by J. Doe", evaluation.Results[0].Words, StringComparison.Ordinal);
        Assert.Equal(Verdict.NotMet, evaluation.VerdictAcceptingWaivers);
    }

    [Theory]
    [InlineData("2026-11-19", false)] // before the vendor was asked at all
    [InlineData("2026-11-20", true)]
    [InlineData("2026-12-20", true)] // the same day of the next month
    [InlineData("2026-12-21", false)]
    [InlineData("2026-12-28", true)] // asked again
    [InlineData("2027-01-28", true)]
    [InlineData("2027-01-29", false)]
    public void A_vendor_dependency_counts_for_a_month_from_each_check_in(string at, bool isWaived)
    {
        var evaluation = Apply(Present(Vendor()), Evaluation(at));
        Assert.Equal(isWaived, evaluation.Results[0].IsWaived);
        Assert.Equal(isWaived ? [] : ["WAIVER-0019"], evaluation.Waivers[0].Problems.Select(problem => problem.Code.Text));
        Assert.Equal(isWaived ? Verdict.Met : Verdict.NotMet, evaluation.VerdictAcceptingWaivers);
    }

    [Fact]
    public void A_vendor_dependency_tells_its_check_ins()
    {
        var evaluation = Apply(Present(Vendor()), Evaluation("2026-12-01"));
        Assert.Equal("not met, waived until 2027-01-31 (vendor dependency, next check-in until 2026-12-20, approved by J. Doe, signature verified)", evaluation.Results[0].Words);
        Assert.Equal(("2026-11-20", "2026-12-20", "2026-12-20"), (evaluation.Waivers[0].LastCheckIn, evaluation.Waivers[0].NextCheckIn, evaluation.Waivers[0].DueOn));
        Assert.Contains("was due 2026-12-20", Apply(Present(Vendor()), Evaluation("2026-12-21")).Waivers[0].Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("on: 2026-11-20", "on: 2026-11-31")]
    [InlineData("product: Example Database 14", "product: \"\"")]
    [InlineData("vendor-dependency", "false-positive")]
    [InlineData("checkIns: [", "checkins: [")]
    [InlineData("checkIns: [{ on: 2026-11-20, actor: R. Roe, document: CASE-1 }, { on: 2026-12-28, actor: R. Roe, document: CASE-2 }]", "checkIns: []")]
    public void A_vendor_dependency_that_is_not_whole_is_no_waiver(string old, string text) =>
        Assert.Contains("WAIVER-0001", Apply(Present(Vendor().Replace(old, text, StringComparison.Ordinal))).Waivers[0].Problems.Select(problem => problem.Code.Text));

    [Fact]
    public void A_vendor_dependency_of_a_high_risk_lasts_thirty_days_at_most()
    {
        var vendor = Vendor().Replace("policy: no-shell", "policy: non-root-user", StringComparison.Ordinal);
        string[] Codes(string expires) => [.. Apply(Present(vendor.Replace("2027-01-31", expires, StringComparison.Ordinal)), Evaluation("2026-11-23", Result("non-root-user"))).Waivers[0].Problems.Select(problem => problem.Code.Text)];
        Assert.Empty(Codes("2026-12-01"));
        Assert.Equal(["WAIVER-0014"], Codes("2026-12-02"));
    }

    private static string Vendor() => Good.Replace("type: operational-requirement", """
        type: vendor-dependency
        vendor: { product: Example Database 14, checkIns: [{ on: 2026-11-20, actor: R. Roe, document: CASE-1 }, { on: 2026-12-28, actor: R. Roe, document: CASE-2 }] }
        """, StringComparison.Ordinal);

    [Theory]
    [InlineData("engineering-exception", false)]
    [InlineData("accepted-weakness", false)]
    [InlineData("false-positive", true)]
    [InlineData("operational-requirement", true)]
    public void Only_fedramps_own_types_are_deviations(string type, bool isDeviation)
    {
        var evaluation = Apply(Present(Good.Replace("operational-requirement", type, StringComparison.Ordinal)));
        Assert.Equal(isDeviation, Assert.Single(evaluation.Results[0].Waivers).IsFedRampDeviation);
        Assert.Equal(isDeviation, evaluation.Waivers[0].IsFedRampDeviation);
    }

    [Theory]
    [InlineData("sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", true)]
    [InlineData("sha256:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", true)]
    [InlineData("*", true)]
    [InlineData("registry.example/pay/app", false)]
    [InlineData("registry.example/*:1.2", true)]
    [InlineData("*/app:*.3", false)]
    public void Images_are_meant_by_digest_or_pattern(string pattern, bool matches) =>
        Assert.Equal(matches, Apply(Present(Good.Replace("registry.example/pay/*", pattern, StringComparison.Ordinal))).Results[0].IsWaived);

    [Fact]
    public void Two_waivers_of_one_id_have_no_effect()
    {
        var evaluation = Apply([Present(Good), Present(Good, name: "copy/debug-shell.yaml")]);
        Assert.All(evaluation.Waivers, waiver => Assert.Contains("WAIVER-0018", waiver.Problems.Select(problem => problem.Code.Text)));
        Assert.False(evaluation.Results[0].IsWaived);
    }

    [Fact]
    public void Mutated_waivers_never_throw_and_never_change_a_verdict()
    {
        var seed = global::System.Text.Encoding.UTF8.GetBytes(Good);
        var policies = Policies();
        var plain = Evaluation();
        foreach (var bytes in Mutations.Of(seed, Mutations.Count, 31))
        {
            var presented = new PresentedWaiver("debug-shell.yaml", Waiver.Read(bytes, "debug-shell.yaml"), SignatureJudgement.Absent);
            var evaluation = Apply(presented, plain, policies);
            Assert.Equal(plain.Verdict, evaluation.Verdict);
            Assert.False(evaluation.Results[0].IsWaived);
        }
    }
}
