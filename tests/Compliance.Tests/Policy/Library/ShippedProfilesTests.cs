using System.Text.Json;
using Compliance.Formats.Reading;
using Compliance.Policy.Documents;
using Compliance.Policy.Library;

namespace Compliance.Tests.Policy.Library;

public sealed class ShippedProfilesTests
{
    private static readonly string[] Expected =
    [
        "fedramp-cr26-20x-class-a", "fedramp-cr26-20x-class-b", "fedramp-cr26-20x-class-c", "fedramp-cr26-20x-class-d",
        "fedramp-cr26-rev5-class-b", "fedramp-cr26-rev5-class-c", "fedramp-cr26-rev5-class-d",
        "fedramp-rev5-high", "fedramp-rev5-li-saas", "fedramp-rev5-low", "fedramp-rev5-moderate", "fips-140-3",
    ];

    public static TheoryData<string> Profiles => [.. ShippedPolicies.Library.Profiles.Keys];

    [Fact]
    public void All_certifications_and_baselines_have_a_profile() => Assert.Equal(Expected, ShippedPolicies.Library.Profiles.Keys);

    [Fact]
    public void Every_policy_is_in_a_profile()
    {
        var named = ShippedPolicies.Library.Profiles.Values.SelectMany(profile => profile.Document.Policies).Select(policy => policy.Id).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(ShippedPolicies.Library.Policies.Keys.Where(id => !named.Contains(id)));
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Controls_shown_are_those_of_the_profiles_baseline_or_class(string id)
    {
        var profile = ShippedPolicies.Library.Profiles[id].Document;
        var nist = ShippedPolicies.Library.Catalogs["nist-800-53r5"].Controls.ToDictionary(control => control.Id, StringComparer.Ordinal);
        var shown = Select(id).Policies.SelectMany(policy => policy.Controls).Where(control => control.Framework == "nist-800-53r5").Select(control => control.Id).Distinct().ToList();
        Assert.All(shown, control => Assert.Contains(profile.Baseline is { } baseline ? Word(baseline) : profile.Certification!.Class, profile.Baseline is null ? nist[control].Classes : nist[control].Baselines));
        Assert.DoesNotContain("sr-4", shown);
    }

    [Fact]
    public void Code_authentication_is_claimed_only_where_the_baseline_has_it()
    {
        Assert.DoesNotContain("si-7.15", Controls("fedramp-rev5-moderate", "signature-verified"));
        Assert.Contains("si-7.1", Controls("fedramp-rev5-moderate", "signature-verified"));
        Assert.Contains("si-7.15", Controls("fedramp-rev5-high", "signature-verified"));
        Assert.Contains("cm-14", Controls("fedramp-cr26-rev5-class-d", "signature-verified"));
        Assert.Equal(["KSI-SVC-VRI", "KSI-SCR-MIT"], Controls("fedramp-cr26-20x-class-b", "signature-verified"));
    }

    [Theory]
    [InlineData("fedramp-cr26-20x-class-a", "may")]
    [InlineData("fedramp-cr26-20x-class-b", "may")]
    [InlineData("fedramp-cr26-rev5-class-b", "may")]
    [InlineData("fedramp-cr26-rev5-class-c", "should")]
    [InlineData("fedramp-cr26-20x-class-c", "should")]
    [InlineData("fedramp-cr26-rev5-class-d", "must")]
    [InlineData("fedramp-cr26-20x-class-d", "must")]
    public void Validated_modules_bind_by_class(string profile, string force) =>
        Assert.Equal(force, Select(profile).Policies.Single(policy => policy.Policy.Id == "crypto-validated-active").Controls.Single(control => control.Id == "CMU-CSO-UVM").Force);

    /// <summary>The catalog has every rule; programs can judge those that ask for what a package or a system file shows, the others are people's.</summary>
    [Fact]
    public void Rules_on_cryptographic_modules_are_all_there_and_judged_where_evidence_can_show_them()
    {
        var catalog = ShippedPolicies.Library.Catalogs["fedramp-crypto-1.1"].Controls.Select(control => control.Id);
        Assert.Equal(Enumerable.Range(1, 21).Select(number => $"FRR{number}"), catalog);
        var judged = Select("fedramp-rev5-moderate").Policies.SelectMany(policy => policy.Controls).Where(control => control.Framework == "fedramp-crypto-1.1").Select(control => control.Id).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(new[] { "FRR1", "FRR2", "FRR3", "FRR6", "FRR7", "FRR10", "FRR17" }.Except(judged));
    }

    [Theory]
    [InlineData("rev5")]
    [InlineData("20x")]
    public void Dates_of_rule_sets_are_those_that_were_published(string type)
    {
        Assert.SkipWhen(Vectors.Root is null, "the vectors are not here");
        using var rules = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Vectors.Root!, "oscal", "fedramp-cr26", "fedramp-consolidated-rules.json")));
        var published = rules.RootElement.GetProperty("FRR");
        var profiles = ShippedPolicies.Library.Profiles.Values.Where(profile => profile.Document.Certification?.Type == type).ToList();
        Assert.NotEmpty(profiles);
        foreach (var text in profiles.SelectMany(profile => profile.Document.Rules).Where(text => text.Ruleset is not null))
        {
            var about = published.GetProperty(text.Ruleset!).GetProperty("info");
            var date = (about.TryGetProperty("effective", out var all) ? all : about.GetProperty(type).GetProperty("effective")).GetProperty("date");
            Assert.Equal(about.GetProperty("name").GetString(), text.Title);
            Assert.Equal((date.GetProperty("optional_adoption").GetString(), date.GetProperty("obtain").GetString(), date.GetProperty("maintain").GetString()), (text.OptionalFrom, text.ObtainFrom, text.MaintainFrom));
            var grace = date.GetProperty("grace");
            Assert.Equal(grace.GetProperty("default").GetString(), grace.GetProperty("until_next_assessment").GetBoolean() ? text.GraceUntilAssessmentAfter : text.GraceUntil);
        }
    }

    private static PolicySet Select(string profile) => ShippedPolicies.Library.Select(profile, SystemFile.Neutral).Required();

    private static IEnumerable<string> Controls(string profile, string policy) =>
        Select(profile).Policies.Single(selected => selected.Policy.Id == policy).Controls.Select(control => control.Id);

    private static string Word(LegacyBaseline baseline) => baseline switch
    {
        LegacyBaseline.LiSaas => "li-saas",
        LegacyBaseline.Low => "low",
        LegacyBaseline.Moderate => "moderate",
        _ => "high",
    };
}
