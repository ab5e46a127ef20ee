using System.Collections.Immutable;
using System.Security.Cryptography;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Policy.Evaluating;
using Compliance.Policy.Expressions;
using Compliance.Policy.Facts;
using Compliance.Policy.Facts.Views;
using Compliance.Policy.Library;
using Compliance.Policy.Results;

namespace Compliance.Tests.Policy.Evaluating;

public sealed class PolicyEngineTests
{
    private static readonly Digest Subject = Digest.Parse("sha256:" + new string('a', 64));
    private static readonly Digest Document = Digest.Parse("sha256:" + new string('b', 64));
    private static readonly DateTimeOffset At = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Without_facts_every_policy_is_unknown()
    {
        var evaluation = Evaluate(Facts([], ImmutableDictionary<FactKind, Coverage>.Empty));
        Assert.Equal(ShippedPolicies.Library.Profiles["fedramp-rev5-moderate"].Document.Policies.Length, evaluation.Results.Length);
        Assert.All(evaluation.Results, result => Assert.Equal(Verdict.Unknown, result.Verdict));
        Assert.All(evaluation.Results, result => Assert.NotEmpty(result.Reasons));
    }

    [Fact]
    public void Known_failure_outranks_unknown_and_names_its_fact()
    {
        var result = Evaluate(Facts([Package("openssl", true), Package("curl", false), Package("musl", null)], Complete(FactKind.Package))).Results.Single(result => result.PolicyId == "sbom-matches-filesystem");
        Assert.Equal(Verdict.NotMet, result.Verdict);
        var failure = Assert.Single(result.Reasons, reason => reason.Verdict == Verdict.NotMet);
        Assert.Equal("listed", failure.Check);
        Assert.Equal("curl 1", failure.Item);
        Assert.Equal("curl 1 (apk) is in no SBOM about this image", failure.Message);
        Assert.Equal(["package/apk/curl"], failure.FactIds.ToArray());
        Assert.NotEmpty(failure.Remedy);
        Assert.Contains(result.Reasons, reason => reason is { Check: "listed", Verdict: Verdict.Unknown, Message: "package/apk/musl.inSbom: no SBOM" });
    }

    [Fact]
    public void Gap_that_makes_a_policy_unknown_is_named()
    {
        var gap = new CollectionGap(new DiagnosticCode("SBOM-0001"), Subject, FactKind.Sbom, new Locator("sbom.json"), "cut off", "sbom@1");
        var facts = Facts([], ImmutableDictionary<FactKind, Coverage>.Empty.Add(FactKind.Sbom, Coverage.Partial)) with { Gaps = [gap] };
        var result = Evaluate(facts).Results.Single(result => result.PolicyId == "sbom-present");
        Assert.Equal(["SBOM-0001"], result.GapCodes.ToArray());
        Assert.Contains("cut off", Assert.Single(result.Reasons).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Result_that_rests_on_carried_facts_only_says_so()
    {
        ImmutableArray<Fact> facts = [Hardening(Reperformance.Carried)];
        Assert.True(Evaluate(Facts(facts, Complete(FactKind.Hardening))).Results.Single(result => result.PolicyId == "no-shell").CarriedOnly);
        facts = [Hardening(Reperformance.FromInventory)];
        Assert.False(Evaluate(Facts(facts, Complete(FactKind.Hardening))).Results.Single(result => result.PolicyId == "no-shell").CarriedOnly);
    }

    [Theory]
    [InlineData("name")]
    [InlineData("count")]
    public void List_whose_independent_count_lost_a_value_is_not_whole(string field)
    {
        var counted = Fact("population/packages", new PopulationFact { Name = "packages", Count = 1, CountedFrom = "test" }, Reperformance.Rederived);
        var table = FactTable.Of(Facts([Package("openssl", true), counted], Complete(FactKind.Package)));
        Assert.Null(new FactValues(table, At).Incomplete(FactKind.Package));
        var view = table.Of(FactKind.Population).Single();
        var index = view.Schema.Fields.Select(one => one.Name).ToList().IndexOf(field);
        var lost = view with { Values = view.Values.SetItem(index, Knowable<object>.Unknown("lost")) };
        Assert.NotNull(new FactValues(table with { Views = table.Views.SetItem(FactKind.Population, [lost]) }, At).Incomplete(FactKind.Package));
    }

    [Fact]
    public void Order_of_facts_changes_nothing()
    {
        ImmutableArray<Fact> facts = [Package("openssl", true), Package("curl", false), Hardening(Reperformance.Carried)];
        var one = Evaluate(Facts(facts, Complete(FactKind.Package)));
        var other = Evaluate(Facts([.. facts.Reverse()], Complete(FactKind.Package)));
        Assert.Equal(one.Results.Select(Words), other.Results.Select(Words));
    }

    [Fact]
    public void System_file_outranks_profile_and_default()
    {
        var system = SystemFile.Read("id: s\ntitle: S\ndated: 2026-11-01\nparameters: { no-shell: { allowed: [ bin/sh ] } }\n"u8.ToArray(), "system.yaml").Required();
        var set = ShippedPolicies.Library.Select("fedramp-rev5-moderate", system).Required();
        var facts = Facts([Hardening(Reperformance.Carried)], Complete(FactKind.Hardening));
        Assert.Equal(Verdict.NotMet, Evaluate(facts).Results.Single(result => result.PolicyId == "no-shell").Verdict);
        Assert.Equal(Verdict.Met, PolicyEngine.Evaluate(set, [facts], At, Hash).Results.Single(result => result.PolicyId == "no-shell").Verdict);
    }

    [Fact]
    public void System_file_with_a_parameter_that_does_not_exist_is_refused_with_its_place()
    {
        var system = SystemFile.Read("id: s\ntitle: S\ndated: 2026-11-01\nparameters: { no-shell: { alowed: [ bin/sh ] } }\n"u8.ToArray(), "system.yaml").Required();
        var defect = Assert.Single(ShippedPolicies.Library.Select("fedramp-rev5-moderate", system).Defects);
        Assert.Equal("system.yaml:4:37", defect.Locator.ToString());
        Assert.Contains("did you mean 'allowed'?", defect.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Digest_of_the_set_follows_files_and_parameters()
    {
        var neutral = ShippedPolicies.Library.Select("fedramp-rev5-moderate", SystemFile.Neutral).Required();
        var system = SystemFile.Read("id: s\ntitle: S\ndated: 2026-11-01\nparameters: { no-shell: { allowed: [ bin/sh ] } }\n"u8.ToArray(), "system.yaml").Required();
        var set = ShippedPolicies.Library.Select("fedramp-rev5-moderate", system).Required();
        var reloaded = PolicyLibrary.Load(neutral.Files).Required().Select("fedramp-rev5-moderate", SystemFile.Neutral).Required();
        Assert.NotEqual(Hash(neutral.CanonicalBytes()), Hash(set.CanonicalBytes()));
        Assert.Equal(Hash(neutral.CanonicalBytes()), Hash(reloaded.CanonicalBytes()));
    }

    [Fact]
    public void Force_of_a_rule_that_varies_by_class_is_the_profiles()
    {
        var set = ShippedPolicies.Library.Select("fedramp-cr26-rev5-class-c", SystemFile.Neutral).Required();
        var controls = set.Policies.Single(policy => policy.Policy.Id == "crypto-validated-active").Controls;
        Assert.Equal("should", controls.Single(control => control.Id == "CMU-CSO-UVM").Force);
        Assert.DoesNotContain(controls, control => control.Framework == "fedramp-crypto-1.1");
    }

    private static string Words(PolicyResult result) => $"{result.PolicyId} {result.Verdict} {string.Join('|', result.Reasons)} {string.Join('|', result.FactIds)} {string.Join('|', result.GapCodes)}";

    private static Evaluation Evaluate(FactSet facts) =>
        PolicyEngine.Evaluate(ShippedPolicies.Library.Select("fedramp-rev5-moderate", SystemFile.Neutral).Required(), [facts], At, Hash);

    private static Digest Hash(byte[] bytes) => Digest.Sha256(SHA256.HashData(bytes));

    private static ImmutableDictionary<FactKind, Coverage> Complete(FactKind kind) => ImmutableDictionary<FactKind, Coverage>.Empty.Add(kind, Coverage.Complete);

    private static FactSet Facts(ImmutableArray<Fact> facts, ImmutableDictionary<FactKind, Coverage> coverages) =>
        new() { Subject = Subject, Facts = facts, Gaps = [], Coverages = coverages };

    private static Fact Fact(string id, FactValue value, Reperformance reperformance) =>
        new(id, Subject, value, new FactSource(Document, new Locator("test")), "test@1", reperformance);

    private static Fact Package(string name, bool? inSbom) => Fact($"package/apk/{name}", new PackageFact
    {
        Database = "apk",
        Name = name,
        Version = "1",
        Architecture = "x86_64",
        Origin = name,
        Purl = $"pkg:apk/x/{name}@1",
        Licence = "",
        Supplier = "",
        FileCount = Knowable<long>.Known(1),
        InSbom = inSbom is { } listed ? Knowable<bool>.Known(listed) : Knowable<bool>.Unknown("no SBOM"),
    }, Reperformance.Rederived);

    private static Fact Hardening(Reperformance reperformance) => Fact("hardening/image", new HardeningFact
    {
        Uid = Knowable<long>.Known(0),
        RunsAsRoot = Knowable<bool>.Known(true),
        Shells = Knowable<ImmutableArray<string>>.Known(["bin/sh"]),
        PackageManagers = Knowable<ImmutableArray<string>>.Known([]),
        SetuidFiles = Knowable<ImmutableArray<string>>.Known([]),
        WorldWritable = Knowable<ImmutableArray<string>>.Known([]),
        SecretEnvNames = Knowable<ImmutableArray<string>>.Known([]),
        CredentialFiles = Knowable<ImmutableArray<string>>.Known([]),
    }, reperformance);
}
